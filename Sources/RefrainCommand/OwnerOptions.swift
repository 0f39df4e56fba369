import ArgumentParser
import FindingsStore
import Foundation

/// Whose rules tell who owns a file.
struct OwnerOptions: ParsableArguments {
    @Option(
        name: .customLong("codeowners"),
        help: ArgumentHelp(
            "The CODEOWNERS that tells owners. Else that of the work tree this folder is in.", valueName: "file"),
        completion: .file())
    var file: String?

    /// Where code hosts look for it, in their order.
    private static let places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]

    /// The rules of the file that is named, else of the first that is found; `nil` where there is none.
    ///
    /// - Throws: ``CommandFailure`` where the named file cannot be read.
    func rules(folder: String = FileManager.default.currentDirectoryPath) throws -> CodeOwners? {
        if let file {
            guard let rules = Self.read(file) else {
                throw CommandFailure("\(file) cannot be read. Name a CODEOWNERS file with --codeowners")
            }
            return rules
        }
        let root = Self.root(above: folder)
        for place in Self.places {
            if let rules = Self.read(root.appending(path: place).path(percentEncoded: false)) { return rules }
        }
        return nil
    }

    /// The rules, where they are needed to answer.
    func neededRules() throws -> CodeOwners {
        guard let rules = try rules() else {
            let places = Self.places.joined(separator: ", ")
            throw CommandFailure(
                "owners are told by a CODEOWNERS, and there is none in this work tree (\(places)). "
                    + "Name one with --codeowners")
        }
        return rules
    }

    /// The root of the work tree, else the folder itself.
    static func root(above folder: String) -> URL {
        let start = URL(filePath: folder).standardizedFileURL
        var level = start
        while true {
            if FileManager.default.fileExists(atPath: level.appending(path: ".git").path(percentEncoded: false)) {
                return level
            }
            let above = level.deletingLastPathComponent()
            if above.path(percentEncoded: false).count >= level.path(percentEncoded: false).count { return start }
            level = above
        }
    }

    private static func read(_ file: String) -> CodeOwners? {
        guard let handle = FileHandle(forReadingAtPath: file) else { return nil }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: CodeOwners.largestFile) else {
            // An empty file has rules, too: none.
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
            return exists && !isFolder.boolValue ? CodeOwners("") : nil
        }
        return CodeOwners(
            String(decoding: data, as: UTF8.self), dialect: file.hasSuffix(".gitlab/CODEOWNERS") ? .gitlab : nil)
    }
}
