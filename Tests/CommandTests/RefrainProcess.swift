import Foundation
import Testing

/// A fresh folder, and the built executable run in it as a user would run it.
struct Workplace: ~Copyable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "refrain-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The project's own folder, where Examples/ and Documentation/ are.
    static let project = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let executable = Bundle.main.bundleURL.appending(path: "refrain")

    @discardableResult
    func write(_ text: String, to name: String) throws -> URL { try write(Data(text.utf8), to: name) }

    @discardableResult
    func write(_ data: Data, to name: String) throws -> URL {
        let url = folder.appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
        return url
    }

    struct Result: CustomStringConvertible {
        var program: String
        var arguments: [String]
        var status: Int32
        var output: String
        var errors: String

        var description: String {
            "$ \(program) \(arguments.joined(separator: " "))\nexit \(status)\n--- stdout\n\(output)\n--- stderr\n\(errors)"
        }
    }

    /// Runs `refrain` with an environment that has no CI system and no database of its own in it.
    func refrain(_ arguments: String..., input: String? = nil, environment: [String: String] = [:]) throws -> Result {
        try refrain(arguments, input: input, environment: environment)
    }

    func refrain(_ arguments: [String], input: String? = nil, environment: [String: String] = [:]) throws -> Result {
        try execute(Self.executable, arguments, input: input, environment: environment)
    }

    /// Runs a program in the folder, with an environment that has no CI system in it.
    func execute(
        _ program: URL, _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
    ) throws -> Result {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path(percentEncoded: false), "LC_ALL": "C.UTF-8",
            "GIT_CEILING_DIRECTORIES": folder.deletingLastPathComponent().path(percentEncoded: false),
        ].merging(environment) { _, given in given }
        // Files, not pipes: a pipe that nobody drains while the process runs blocks it.
        let outputURL = folder.appending(path: ".stdout-\(UUID().uuidString)")
        let errorsURL = folder.appending(path: ".stderr-\(UUID().uuidString)")
        for url in [outputURL, errorsURL] { try Data().write(to: url) }
        process.standardOutput = try FileHandle(forWritingTo: outputURL)
        process.standardError = try FileHandle(forWritingTo: errorsURL)
        if let input {
            let inputURL = folder.appending(path: ".stdin-\(UUID().uuidString)")
            try Data(input.utf8).write(to: inputURL)
            process.standardInput = try FileHandle(forReadingFrom: inputURL)
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try process.run()
        process.waitUntilExit()
        defer {
            try? FileManager.default.removeItem(at: outputURL)
            try? FileManager.default.removeItem(at: errorsURL)
        }
        return Result(
            program: program.lastPathComponent, arguments: arguments, status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: outputURL), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errorsURL), as: UTF8.self))
    }
}
