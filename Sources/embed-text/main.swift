// embed-text OUTPUT.swift FILE…: writes one Swift file that holds the texts of the given files.
//
// Run by EmbedTextPlugin. A file is refused, with `path:line: error: …` on stderr, when it is not UTF-8, when a .sql
// file does not open with a `--` comment (it is the file's help text), or when the numbers of Migrations/ have a gap.

import Foundation

struct Refusal: Error { let place: String, line: Int, why: String }

func embed(_ paths: [String]) throws -> String {
    var expectedMigration = 1
    var entries = ""
    for path in paths.sorted() {
        let url = URL(filePath: path)
        let folder = url.deletingLastPathComponent().lastPathComponent
        let name = url.lastPathComponent
        guard let text = String(validating: try Data(contentsOf: url), as: UTF8.self) else {
            throw Refusal(place: path, line: 1, why: "not valid UTF-8")
        }
        if url.pathExtension == "sql" {
            guard text.hasPrefix("-- ") else {
                throw Refusal(
                    place: path, line: 1,
                    why: "a .sql file opens with a `-- ` comment that says what it does; it is shown as help")
            }
            if folder == "Migrations" {
                guard let number = Int(name.prefix(4)), name.dropFirst(4).hasPrefix("_") else {
                    throw Refusal(place: path, line: 1, why: "a migration is named NNNN_verb_object.sql")
                }
                guard number == expectedMigration else {
                    throw Refusal(
                        place: path, line: 1,
                        why: "migration \(number) where \(expectedMigration) was expected: numbers have no gaps")
                }
                expectedMigration += 1
            }
        }
        entries += "        (\(folder.debugDescription), \(name.debugDescription), \(text.debugDescription)),\n"
    }
    return """
        // Made by embed-text. Do not edit.
        enum EmbeddedText {
            /// Folder, file name and content of each embedded file, ordered by path.
            static let files: [(folder: String, name: String, text: String)] = [
        \(entries)    ]
        }

        """
}

do {
    let output = CommandLine.arguments[1]
    try embed(Array(CommandLine.arguments.dropFirst(2))).write(toFile: output, atomically: true, encoding: .utf8)
} catch let refusal as Refusal {
    FileHandle.standardError.write(Data("\(refusal.place):\(refusal.line): error: \(refusal.why)\n".utf8))
    exit(1)
} catch {
    FileHandle.standardError.write(Data("error: \(error)\n".utf8))
    exit(1)
}
