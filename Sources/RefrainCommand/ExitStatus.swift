import Foundation

/// How a command ends.
enum ExitStatus: Int32, Error {
    case done = 0
    /// The caller asked for a verdict, and it is negative.
    case verdict = 1
    /// It could not be done: bad input, no database.
    case couldNot = 2
    /// The arguments are wrong.
    case usage = 64
}

func exit(with status: ExitStatus) -> Never {
    Foundation.exit(status.rawValue)
}
