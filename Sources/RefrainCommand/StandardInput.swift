import Foundation

/// Standard input, whole.
enum StandardInput {
    static func readText() -> String { String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) }
}
