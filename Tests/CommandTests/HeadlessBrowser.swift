import Foundation
import Synchronization

/// Chromium without a window, driven over the pipes of its DevTools protocol: no port, no driver.
final class HeadlessBrowser {
    /// The first of the names that distributions use which is there.
    static let executable: String? = {
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        for name in names {
            for folder in ["/usr/bin", "/usr/local/bin", "/snap/bin"]
            where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
                return "\(folder)/\(name)"
            }
        }
        return nil
    }()

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let profile: URL
    private var received = Data()
    private var number = 0
    private var session: String?
    /// What the browser told without being asked.
    private(set) var events: [(method: String, parameters: [String: Any])] = []

    init() throws {
        guard let executable = Self.executable else { throw Failure(description: "no Chromium") }
        profile = FileManager.default.temporaryDirectory.appending(path: "refrain-browser-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: profile, withIntermediateDirectories: true)
        process.executableURL = URL(filePath: "/bin/sh")
        // The protocol's pipes are descriptors 3 and 4.
        process.arguments = [
            "-c",
            "exec \"$0\" --headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
                + "--disable-component-update --remote-debugging-pipe --user-data-dir=\"$1\" about:blank "
                + "3<&0 4>&1 0</dev/null 1>/dev/null 2>/dev/null",
            executable, profile.path(percentEncoded: false),
        ]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // A browser that hangs ends, and with it every wait for its answer.
        let identifier = process.processIdentifier
        DispatchQueue.global().asyncAfter(deadline: .now() + 180) { kill(identifier, SIGKILL) }
        let target = try send("Target.createTarget", ["url": "about:blank"])
        let attached = try send(
            "Target.attachToTarget", ["targetId": target["targetId"] as? String ?? "", "flatten": true])
        session = attached["sessionId"] as? String
        for domain in ["Page", "Runtime", "Log", "Network"] { try send("\(domain).enable") }
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: profile)
    }

    @discardableResult
    func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        number += 1
        var message: [String: Any] = ["id": number, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        try input.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: message) + [0])
        while true {
            let answer = try next()
            if answer["id"] as? Int == number {
                guard let result = answer["result"] as? [String: Any] else {
                    throw Failure(description: "\(method): \(answer["error"] ?? "no result")")
                }
                return result
            }
            if let method = answer["method"] as? String {
                events.append((method, answer["params"] as? [String: Any] ?? [:]))
            }
        }
    }

    private func next() throws -> [String: Any] {
        while true {
            if let end = received.firstIndex(of: 0) {
                let message = received[received.startIndex..<end]
                received = Data(received[received.index(after: end)...])
                return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Failure(description: "the browser has ended") }
            received.append(more)
        }
    }

    // MARK: - What a person does

    func open(_ file: URL, width: Int = 1_280, isDark: Bool = false, scripts: Bool = true) throws {
        events = []
        try send("Emulation.setScriptExecutionDisabled", ["value": !scripts])
        try send(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600])
        try send(
            "Emulation.setEmulatedMedia",
            ["features": [["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]]])
        try send("Page.navigate", ["url": file.absoluteString])
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(60) {
            if events.contains(where: { $0.method == "Page.loadEventFired" }) { return }
            try send("Page.getLayoutMetrics")
            usleep(10_000)
        }
        throw Failure(description: "\(file.lastPathComponent) was not loaded")
    }

    /// The value of an expression of JavaScript; works with the page's own scripts off, too.
    func value(_ expression: String) throws -> Any? {
        let result = try send("Runtime.evaluate", ["expression": expression, "returnByValue": true])
        if let thrown = result["exceptionDetails"] { throw Failure(description: "\(expression): \(thrown)") }
        return (result["result"] as? [String: Any])?["value"]
    }

    func text(_ expression: String) throws -> String { try value(expression) as? String ?? "" }
    func holds(_ expression: String) throws -> Bool { try value(expression) as? Bool ?? false }
    func count(_ expression: String) throws -> Int { (try value(expression) as? NSNumber)?.intValue ?? -1 }

    func press(_ key: String, code: Int, text: String? = nil) throws {
        var down: [String: Any] = ["type": "keyDown", "key": key, "code": key, "windowsVirtualKeyCode": code]
        if let text { down["text"] = text }
        try send("Input.dispatchKeyEvent", down)
        try send("Input.dispatchKeyEvent", ["type": "keyUp", "key": key, "code": key, "windowsVirtualKeyCode": code])
    }

    func pressTab() throws { try press("Tab", code: 9) }
    func pressEnter() throws { try press("Enter", code: 13, text: "\r") }

    // MARK: - What it told

    /// Addresses that the page asked for, besides itself.
    var requests: [String] {
        events.filter { $0.method == "Network.requestWillBeSent" }
            .compactMap { ($0.parameters["request"] as? [String: Any])?["url"] as? String }
            .filter { !$0.hasPrefix("file://") }
    }

    /// Files that the page asked for, itself among them.
    var files: Int {
        events.count {
            $0.method == "Network.requestWillBeSent"
                && (($0.parameters["request"] as? [String: Any])?["url"] as? String)?.hasPrefix("file://") == true
        }
    }

    /// What was written to the console or the log, and what was thrown.
    var complaints: [String] {
        events.filter { ["Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"].contains($0.method) }
            .map { "\($0.method): \($0.parameters)" }
    }
}
