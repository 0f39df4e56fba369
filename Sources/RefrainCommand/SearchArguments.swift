/// Searches among the words of a command line.
enum SearchArguments {
    /// Commands that take a search as their arguments.
    private static let commands: Set<String> = ["issues", "findings", "reviews", "files", "export", "annotations"]

    /// The words with `-path:tests/web` written as `not path:tests/web`: ArgumentParser would take it for the options -p, -a,
    /// -t and -h, and show the help.
    ///
    /// A hyphen, three letters or more and a colon are a search there, for no option is written so, and a mistyped field is
    /// better told by the search language. What follows `--` stays as it is.
    static func written(_ words: [String]) -> [String] {
        guard let command = words.first, commands.contains(command) else { return words }
        let end = words.firstIndex(of: "--") ?? words.endIndex
        return words[..<end].map { word in
            let name = word.dropFirst().prefix { $0.isASCII && ($0.isLetter || "_-".contains($0)) }
            let isSearch =
                word.hasPrefix("-") && name.count > 2 && name.first != "-"
                && word.dropFirst(1 + name.count).hasPrefix(":")
            return isSearch ? "not " + word.dropFirst() : word
        } + words[end...]
    }
}
