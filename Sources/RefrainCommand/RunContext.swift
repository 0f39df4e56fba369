import ArgumentParser
import FindingsModel
import FindingsStore
import Foundation
import Ingestion

/// Which branch, project and commit a command is about: what is told, else what CI or git know.
struct RunContext: Sendable {
    var branch: String?
    var repository: String?
    var commit: String?
    var pullRequest: String?

    /// Asks CI's environment, then git.
    static func read(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        folder: String = FileManager.default.currentDirectoryPath
    ) async -> RunContext {
        let ci = CIEnvironment(environment) { path in
            (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { $0.utf8.count < 8 << 20 ? $0 : nil }
        }.detect()
        if let ci {
            return RunContext(
                branch: ci.branch?.value, repository: ci.repository?.value, commit: ci.commit?.value,
                pullRequest: ci.pullRequest?.value)
        }
        let git = await GitContext.read(folder: folder)
        return RunContext(branch: git?.branch, repository: git?.repository, commit: git?.commit)
    }
}

extension RunContext {
    /// The address of git's origin, with whatever credentials it holds.
    static func origin(folder: String = FileManager.default.currentDirectoryPath) async -> String? {
        await GitContext.read(folder: folder)?.origin
    }
}

/// Which branch's issues a command looks at.
struct BranchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The branch to look at. Else that of the CI run or of git, as far as reviews of it are stored.",
            valueName: "name"),
        completion: Completions.branches)
    var branch: String?

    @Option(
        help: ArgumentHelp("The project, where the database has several.", valueName: "owner/name"),
        completion: Completions.projects)
    var project: String?

    /// The branch that is told; else the run's, if the database knows it; `nil` for all branches.
    func resolved(in database: FindingsDatabase) async throws -> String? {
        if let branch {
            guard try knows(branch, database) else {
                throw CommandFailure(
                    "no review of branch '\(branch)' is stored. Check the name; `refrain reviews --columns branch` shows "
                        + "the branches there are.")
            }
            return branch
        }
        guard let found = await RunContext.read().branch else { return nil }
        guard try knows(found, database) else {
            Message.note("no review of branch '\(found)' is stored: all branches are looked at; --branch chooses one")
            return nil
        }
        return found
    }

    private func knows(_ branch: String, _ database: FindingsDatabase) throws -> Bool {
        let query = try SearchQuery("branch:\(SearchText.quoted(branch))", subject: .reviews, now: Clock.now())
        return try database.list(.reviews, matching: query, columns: ["review"], limit: 1).rows.isEmpty == false
    }

    /// As search terms.
    func terms(branch: String?) -> [String] {
        var terms: [String] = []
        if let branch { terms.append("branch:\(SearchText.quoted(branch))") }
        if let project { terms.append("project:\(SearchText.quoted(project))") }
        return terms
    }
}

/// Values as the search language quotes them.
enum SearchText {
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
