import FindingsStore
import Foundation
import Ingestion

/// What a command itself has to say when it cannot be done.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A value that an option cannot have, found only while the command runs: told as the command's own errors are, and wrong
/// usage all the same.
struct WrongValue: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Where errors of all rooms become text: the one place.
enum Failure {
    /// Errors that are reported with exit code 2; all else is ArgumentParser's (help, usage).
    static func isOurs(_ error: any Error) -> Bool {
        error is CommandFailure || error is WrongValue || error is StoreError || error is IngestionError
            || error is SearchError
            || error is CocoaError || error is POSIXError
    }

    /// 64 for a value that cannot be, as for any other wrong usage; else 2.
    static func status(of error: any Error) -> ExitStatus {
        if error is WrongValue { return .usage }
        return switch error as? IngestionError {
        case .invalidValue, .unknownFormat: .usage
        default: .couldNot
        }
    }

    /// What was wrong, where, and how to mend it; control characters made harmless.
    static func text(of error: any Error) -> String {
        switch error {
        case let error as CocoaError:
            let path = error.filePath.map { "\($0): " } ?? ""
            return printable(path + error.localizedDescription)
        default:
            return printable("\(error)")
        }
    }

    static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
                        ? "\u{FFFD}" : scalar
                }))
    }
}
