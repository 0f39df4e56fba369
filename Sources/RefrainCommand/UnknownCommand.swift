import ArgumentParser
import FindingsStore

/// A word at the place of a command that names none. ArgumentParser calls it an unexpected argument and suggests nothing.
struct UnknownCommand: CustomStringConvertible {
    /// The commands before it, such as `refrain triage`.
    var parent: String
    var word: String
    var known: [String]
    /// The command that stands after an option, which belongs behind it.
    var later: String?

    /// The first word of `arguments` that leads to no command; what follows a command is that one's to judge.
    static func first(in arguments: [String], of root: any ParsableCommand.Type) -> UnknownCommand? {
        var command = root
        var path = root._commandName
        if let option = arguments.first, option.hasPrefix("--"), !option.hasPrefix("---"), option.count > 2,
            !["--help", "--version"].contains(option), !option.hasPrefix("--generate-"),
            !option.hasPrefix("--experimental-"),
            let later = arguments.first(where: { word in
                root.configuration.subcommands.contains { $0._commandName == word }
            })
        {
            return UnknownCommand(parent: path, word: option, known: [], later: later)
        }
        for word in arguments {
            let subcommands = command.configuration.subcommands
            if subcommands.isEmpty || word.hasPrefix("-") { return nil }
            // `help` is ArgumentParser's own; what follows it names a command.
            if word == "help" { continue }
            // The word may be an argument of the one that needs no name.
            if command.configuration.defaultSubcommand != nil { return nil }
            guard let next = subcommands.first(where: { $0._commandName == word }) else {
                return UnknownCommand(parent: path, word: word, known: subcommands.map { $0._commandName })
            }
            command = next
            path += " \(word)"
        }
        return nil
    }

    var description: String {
        if let later { return "\(word) goes behind the command: \(parent) \(later) … \(word) …" }
        let near = Spelling.nearest(to: word, among: known).map { " Did you mean \($0)?" } ?? ""
        return "there is no command '\(word)' of \(parent).\(near) Known: \(known.joined(separator: ", "))"
    }
}
