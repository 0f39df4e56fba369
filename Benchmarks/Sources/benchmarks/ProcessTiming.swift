import Foundation

/// What a finished process cost: the operating system's own accounting of it.
struct ProcessCost {
    var userSeconds: Double
    var systemSeconds: Double
    var wallSeconds: Double

    var cpuSeconds: Double { userSeconds + systemSeconds }
}

enum BenchmarkError: Error, CustomStringConvertible {
    case failed(command: [String], status: Int32)

    var description: String {
        switch self {
        case .failed(let command, let status): "`\(command.joined(separator: " "))` ended with \(status)"
        }
    }
}

/// Runs a command to its end and tells what it cost; its output is thrown away.
func cost(of command: [String]) throws -> ProcessCost {
    func childrenUsage() -> (user: Double, system: Double) {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return (seconds(usage.ru_utime), seconds(usage.ru_stime))
    }
    let before = childrenUsage()
    let start = ContinuousClock.now
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw BenchmarkError.failed(command: command, status: process.terminationStatus)
    }
    let wall = ContinuousClock.now - start
    let after = childrenUsage()
    return ProcessCost(
        userSeconds: after.user - before.user, systemSeconds: after.system - before.system,
        wallSeconds: Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18)
}

/// Runs a command to its end and gives what it writes to its standard output.
func output(of command: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw BenchmarkError.failed(command: command, status: process.terminationStatus)
    }
    return data
}
