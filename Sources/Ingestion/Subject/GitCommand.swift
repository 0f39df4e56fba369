import Subprocess

/// git as a child process that only reads: no hook, pager, file system monitor, prompt or network.
enum GitCommand {
    /// The output; `nil` unless the command succeeded, in time, with no more than `limit` bytes.
    static func run(
        _ arguments: [String], in directory: String, limit: Int, timeout: Duration = .seconds(10)
    ) async -> [UInt8]? {
        await withTaskGroup(of: [UInt8]?.self) { group in
            group.addTask { await output(of: arguments, in: directory, limit: limit) }
            group.addTask {
                try? await Task.sleep(for: timeout)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    private static func output(of arguments: [String], in directory: String, limit: Int) async -> [UInt8]? {
        let safe = [
            "-C", directory, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c",
            "core.quotePath=false",
            "--no-pager",
        ]
        let environment = Environment.inherit.updating([
            "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C",
        ])
        let result = try? await Subprocess.run(
            .name("git"), arguments: Arguments(safe + arguments), environment: environment,
            output: .bytes(limit: limit), error: .discarded)
        guard let result, result.terminationStatus.isSuccess else { return nil }
        return result.standardOutput
    }
}
