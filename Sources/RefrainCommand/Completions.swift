import ArgumentParser
import FindingsStore
import Foundation

/// What the shell offers at the cursor: names that the database has.
///
/// The script of `--generate-completion-script` runs `refrain` with the words so far. What cannot be looked up offers
/// nothing: a shell shows no errors.
enum Completions {
    /// The search of `issues`, `findings`, `reviews`, `files`.
    static let search = ArgumentParser.CompletionKind.custom { words, index, prefix in
        subject(words).map { searches(of: $0, words, index, prefix) } ?? []
    }

    /// The search of `--search`, which chooses issues.
    static let issueSearch = ArgumentParser.CompletionKind.custom { words, index, prefix in
        searches(of: .issues, words, index, prefix)
    }

    private static func searches(
        of subject: SearchSubject, _ words: [String], _ index: Int, _ prefix: String
    ) -> [String] {
        let (begun, shown) = whole(words, index, prefix)
        let database = database(words)
        // A quote that the shell leaves before the word goes before what it offers, too.
        let quote = begun.first.map { $0 == "'" ? "'" : "" } ?? ""
        let rules = try? OwnerOptions.parse([]).rules()
        let owners = rules?.allOwners ?? []
        return SearchQuery.completions(
            of: String(begun.dropFirst(quote.count)), subject: subject, owners: owners
        ) { kind, beginning in (try? database?.completions(of: kind, beginning: beginning)) ?? [] }
        .map { shown(quote + $0) }
    }

    /// The keys of `--by`, of which several can stand with commas between.
    static let groupKeys = ArgumentParser.CompletionKind.custom { words, _, begun in
        list(begun, of: subject(words).map { SearchGroupKey.keys(of: $0).map(\.rawValue) } ?? [])
    }

    static let columns = ArgumentParser.CompletionKind.custom { words, _, begun in
        guard let subject = subject(words) else { return [] }
        return list(begun, of: words.contains("--by") ? subject.groupColumns : subject.columns)
    }

    static let branches = names(.branch)
    static let projects = names(.project)
    static let paths = names(.path)
    static let categories = names(.category)
    static let issues = names(.issue)
    static let reviews = names(.review)

    /// Issues and reviews.
    static let records = ArgumentParser.CompletionKind.custom { words, _, begun in
        guard let database = database(words) else { return [] }
        let kinds: [FindingsStore.CompletionKind] = [.issue, .review]
        return kinds.flatMap { (try? database.completions(of: $0, beginning: begun, limit: 50)) ?? [] }
    }

    /// The queries that come with Refrain, and the team's.
    static let queries = ArgumentParser.CompletionKind.custom { _, _, begun in
        let own = (try? TeamQueries.load()) ?? []
        return (own + NamedQuery.all).map(\.name).filter { $0.hasPrefix(begun) }
    }

    /// `name=value` of a query's parameters.
    static let parameters = ArgumentParser.CompletionKind.custom { words, index, prefix in
        let (begun, shown) = whole(words, index, prefix)
        let known = ((try? TeamQueries.load()) ?? []) + NamedQuery.all
        guard let query = known.first(where: { words.dropFirst(2).contains($0.name) }) else { return [] }
        guard let equals = begun.firstIndex(of: "=") else {
            return query.parameters.map { "\($0.name)=" }.filter { $0.hasPrefix(begun) }.map(shown)
        }
        let name = begun[..<equals]
        let typed = String(begun[begun.index(after: equals)...])
        guard let parameter = query.parameters.first(where: { $0.name == name }) else { return [] }
        var values = parameter.choices
        if values.isEmpty {
            let kind = FindingsStore.CompletionKind(rawValue: parameter.name)
            if parameter.name.hasSuffix("severity") {
                values = ["critical", "high", "medium", "low", "info"]
            } else if let kind, let database = database(words) {
                values = (try? database.completions(of: kind, beginning: typed)) ?? []
            }
        }
        return values.filter { $0.hasPrefix(typed) }.map { shown("\(name)=\($0)") }
    }

    // MARK: - Looking up

    /// The whole word at the cursor up to it, and what is to be offered for a way that it can go on.
    ///
    /// bash parts words at `:`, `=`, `<` and `>`, and wants what comes after the last of them.
    private static func whole(
        _ words: [String], _ index: Int, _ prefix: String
    ) -> (begun: String, shown: @Sendable (String) -> String) {
        if ArgumentParser.CompletionShell.requesting == .zsh {
            // zsh takes a bare colon for the end of what it offers, and keeps the opening quote to itself.
            // Where the cursor is in a word whose quote is still open its script tells wrongly; it is at the end as a rule.
            let word = words.indices.contains(index) ? words[index] : prefix
            let begun = word.hasPrefix("'") ? word.split(separator: "'").joined() : prefix
            return (begun, { $0.replacing("\\", with: "\\\\").replacing(":", with: "\\:") })
        }
        let breaks = Set(":=<>")
        guard ArgumentParser.CompletionShell.requesting == .bash, words.indices.contains(index) else {
            return (prefix, { $0 })
        }
        func isBreak(_ word: String) -> Bool { !word.isEmpty && word.allSatisfy(breaks.contains) }
        var start = index
        while start > 1, isBreak(words[start - 1]) || isBreak(start == index ? prefix : words[start]) { start -= 1 }
        let begun = words[start..<index].joined() + prefix
        let head = begun.lastIndex(where: breaks.contains).map { String(begun[...$0]) } ?? ""
        return (begun, { $0.hasPrefix(head) ? String($0.dropFirst(head.count)) : $0 })
    }

    private static func names(_ kind: FindingsStore.CompletionKind) -> ArgumentParser.CompletionKind {
        .custom { words, _, begun in (try? database(words)?.completions(of: kind, beginning: begun)) ?? [] }
    }

    private static func subject(_ words: [String]) -> SearchSubject? {
        words.lazy.dropFirst().compactMap { SearchSubject(rawValue: $0) }.first
    }

    /// The database that the words so far would ask.
    private static func database(_ words: [String]) -> FindingsDatabase? {
        var arguments: [String] = []
        for (index, word) in words.enumerated() {
            if word == "--db", index + 1 < words.count { arguments = ["--db", words[index + 1]] }
            if word.hasPrefix("--db=") { arguments = [word] }
        }
        return try? DatabaseOptions.parse(arguments).open()
    }

    /// A list with commas, of which the last is begun.
    private static func list(_ begun: String, of known: [String]) -> [String] {
        var head = ""
        var last = Substring(begun)
        if let comma = begun.lastIndex(of: ",") {
            head = String(begun[...comma])
            last = begun[begun.index(after: comma)...]
        }
        return known.filter { $0.hasPrefix(last) }.map { head + $0 }
    }
}
