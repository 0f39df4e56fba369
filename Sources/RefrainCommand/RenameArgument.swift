import ArgumentParser
import Ingestion

/// A rename on the command line: `OLD=NEW`.
struct RenameArgument: ExpressibleByArgument {
    let old: String
    let new: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let old = SubjectPath.normalized(String(parts[0])),
            let new = SubjectPath.normalized(String(parts[1])), old != new
        else { return nil }
        self.old = old
        self.new = new
    }
}
