import FindingsModel

/// The tool whose issues a Code Quality report holds, which the report has no field for: told by what only one of them
/// writes.
///
/// A mark counts where all issues have it; a report that several tools' were put together in has none.
struct CodeQualityProducer: Sendable {
    let tool: String
    /// What every issue of the tool's has.
    let isItsOwn: @Sendable (Issue) -> Bool
    /// What some issue has, where others' may be as the tool's.
    var isSure: @Sendable (Issue) -> Bool = { _ in true }
    /// What the tool writes in another way than the rest.
    var mend: @Sendable (inout ToolProblem) -> Void = { _ in }

    /// What of an issue tells its tool.
    struct Issue {
        let check: String
        let description: String
        let path: String
        let fingerprint: String
        let body: String
        let url: String
        let engine: String
        /// Code Climate's `type` and `categories`, which GitLab does not ask for.
        let isCodeClimates: Bool

        init(_ value: JSONValue) {
            func word(_ value: JSONValue?) -> String { value?.kind == .string ? value?.string ?? "" : "" }
            (check, description) = (word(value["check_name"]), word(value["description"]))
            (path, fingerprint) = (word(value["location"]?["path"]), word(value["fingerprint"]))
            (url, engine) = (value["url"]?.string ?? "", value["engine_name"]?.string ?? "")
            let content = value["content"]
            body = content?.isObject == true ? word(content?["body"]) : ""
            isCodeClimates = word(value["type"]) == "issue" && value["categories"] != nil
        }

        fileprivate func hasEnding(_ endings: [String]) -> Bool {
            let path = path.lowercased()
            return endings.contains(where: path.hasSuffix)
        }

        /// `F401: message`.
        fileprivate var opensWithCheck: Bool {
            !check.isEmpty && description.hasPrefix(check + ": ") && description.utf8.count > check.utf8.count + 2
        }
    }

    /// - Returns: `nil` where nothing tells the tool.
    init?(of values: [JSONValue]) {
        let issues = values.filter { $0["type"]?.kind != .string || $0["type"]?.string != "measurement" }.map(
            Issue.init)
        guard !issues.isEmpty else { return nil }
        if let name = Self.engines[issues[0].engine.lowercased()],
            issues.allSatisfy({ $0.engine == issues[0].engine })
        {
            self.init(tool: name) { _ in true }
            return
        }
        let found = Self.all.first { issues.allSatisfy($0.isItsOwn) && issues.contains(where: $0.isSure) }
        guard let found else { return nil }
        self = found
    }

    private init(
        tool: String, isSure: @escaping @Sendable (Issue) -> Bool = { _ in true },
        mend: @escaping @Sendable (inout ToolProblem) -> Void = { _ in },
        isItsOwn: @escaping @Sendable (Issue) -> Bool
    ) {
        (self.tool, self.isItsOwn, self.isSure, self.mend) = (tool, isItsOwn, isSure, mend)
    }

    /// Code Climate's engines that are a tool each, as its command line names them; SwiftLint names itself.
    private static let engines = [
        "swiftlint": "SwiftLint", "rubocop": "RuboCop", "eslint": "ESLint", "shellcheck": "ShellCheck",
        "markdownlint": "markdownlint", "pylint": "pylint", "bandit": "Bandit", "brakeman": "Brakeman",
        "phpcodesniffer": PHPCodeSnifferFormat.tool, "stylelint": "stylelint", "tslint": "TSLint",
        "hadolint": "Hadolint", "radon": "radon", "reek": "reek", "gosec": "gosec", "sonar-java": "SonarQube",
    ]

    private static let all = [
        // https://gitlab.com/smueller18/pylint-gitlab
        CodeQualityProducer(tool: "pylint", mend: dropCheck) { issue in
            issue.isCodeClimates && issue.opensWithCheck && isCode(issue.check, of: "CRWEFI", digits: 4...4)
        },
        // `ruff check --output-format gitlab`; its fingerprints are hashes of 64 bits.
        CodeQualityProducer(tool: "Ruff", mend: dropCheck) { issue in
            !issue.isCodeClimates && issue.opensWithCheck && issue.fingerprint.count <= 16
                && issue.hasEnding([".py", ".pyi", ".pyw", ".ipynb", ".toml"])
                && issue.fingerprint.allSatisfy(\.isHexDigit)
                && (issue.check == "invalid-syntax" || isCode(issue.check, of: nil, digits: 1...4))
        },
        // https://github.com/awelzel/flake8-gl-codeclimate: the check is the plugin, and the code stands behind the message.
        CodeQualityProducer(
            tool: "flake8",
            mend: { problem in
                guard let message = problem.message, message.last == "]", let open = message.lastByteRange(of: " [")
                else { return }
                problem.rule = String(message[open.upperBound...].dropLast())
                problem.message = String(message[..<open.lowerBound])
            }
        ) { issue in
            guard issue.isCodeClimates, issue.description.last == "]", issue.hasEnding([".py", ".pyi"]),
                let open = issue.description.lastByteRange(of: " [")
            else { return false }
            return isCode(String(issue.description[open.upperBound...].dropLast()), of: nil, digits: 1...4)
        },
        // https://github.com/soul-catcher/mypy-gitlab-code-quality
        CodeQualityProducer(tool: "mypy") { issue in
            !issue.isCodeClimates && issue.hasEnding([".py", ".pyi"]) && mypysChecks.contains(issue.check)
        },
        // https://docs.ansible.com/projects/lint/configuring/: `ansible-lint -f codeclimate`.
        CodeQualityProducer(tool: "ansible-lint") { issue in
            issue.url.hasPrefix("https://") && issue.url.contains("ansible") && issue.url.contains("/rules/")
        },
        // `hadolint -f gitlab_codeclimate` has ShellCheck's rules, too.
        CodeQualityProducer(
            tool: "Hadolint", isSure: { $0.check.hasPrefix("DL") },
            isItsOwn: { isCode($0.check, of: "DL", digits: 4...4) || isCode($0.check, of: "SC", digits: 4...4) }),
        CodeQualityProducer(tool: "ShellCheck") { isCode($0.check, of: "SC", digits: 4...4) },
        // https://golangci-lint.run/docs/configuration/file/#output-configuration: `code-climate`; older versions tell the linter
        // before the message alone.
        CodeQualityProducer(
            tool: "golangci-lint",
            mend: { problem in
                problem.rule = problem.rule ?? problem.message.flatMap(linter)
                dropCheck(&problem)
            }
        ) { issue in
            issue.hasEnding([".go"])
                && (issue.opensWithCheck || issue.check.isEmpty && linter(issue.description) != nil)
        },
        // Biome's `--reporter=gitlab`.
        CodeQualityProducer(
            tool: "Biome", isSure: { $0.check.hasPrefix("lint/") || $0.check.hasPrefix("assist/") },
            isItsOwn: { issue in
                ["lint/", "assist/", "syntax/", "suppressions/"].contains(where: issue.check.hasPrefix)
                    || ["format", "organizeImports", "parse"].contains(issue.check)
            }),
        // `oxlint --format gitlab`: `eslint(no-debugger)`.
        CodeQualityProducer(tool: "Oxlint") { issue in
            guard issue.check.last == ")", let open = issue.check.firstIndex(of: "(") else { return false }
            return open > issue.check.startIndex && !issue.check.contains(" ")
                && issue.hasEnding(scripts + [".vue", ".svelte", ".astro"])
        },
        // Trivy's template `gitlab-codequality.tpl`, which names its check after GitLab's.
        CodeQualityProducer(
            tool: "Trivy",
            mend: { problem in
                guard let message = problem.message else { return }
                let id = message.prefix { $0 != " " && $0 != ":" }
                problem.rule = String(id)
            }
        ) { $0.isCodeClimates && $0.check == "container_scanning" },
        // `radon cc --codeclimate`.
        CodeQualityProducer(tool: "radon") { issue in
            issue.check == "Complexity" && issue.isCodeClimates
                && (issue.body.hasPrefix("##Cyclomatic Complexity") || issue.body.hasPrefix("We encountered an error"))
        },
        // `spectral lint --format code-climate`: its lines and columns count from 0, its fingerprint is the path, the way and
        // the rule.
        CodeQualityProducer(
            tool: "Spectral",
            mend: { problem in
                problem.firstLine = problem.firstLine.map { $0 + 1 }
                problem.lastLine = problem.lastLine.map { $0 + 1 }
                problem.column = problem.column.map { $0 + 1 }
                problem.endColumn = problem.endColumn.map { $0 + 1 }
            }
        ) { issue in
            issue.isCodeClimates && issue.fingerprint.hasPrefix(issue.path + ":") && !issue.check.isEmpty
                && issue.fingerprint.hasSuffix(":" + issue.check)
        },
        // Code Climate's engine, of whose rules the names begin so.
        CodeQualityProducer(
            tool: "RuboCop", mend: { $0.rule = $0.rule.map { String($0.dropFirst("Rubocop/".count)) } }
        ) { $0.check.hasPrefix("Rubocop/") },
        CodeQualityProducer(tool: "clippy") { $0.check.hasPrefix("clippy::") },
        CodeQualityProducer(tool: "TypeScript") { issue in
            isCode(issue.check, of: "TS", digits: 4...5) && issue.hasEnding(scripts + [".vue"])
        },
        CodeQualityProducer(tool: "Pyright") { issue in
            issue.hasEnding([".py", ".pyi"]) && issue.check.hasPrefix("report")
                && issue.check.dropFirst(6).first?.isUppercase == true
        },
        CodeQualityProducer(tool: "ktlint") { issue in
            issue.hasEnding([".kt", ".kts"]) && issue.check.hasPrefix("standard:")
        },
        // markdownlint-cli2-formatter-codequality: `MD013/line-length`.
        CodeQualityProducer(
            tool: "markdownlint", mend: { $0.rule = $0.rule.map { String($0.prefix { $0 != "/" }) } }
        ) { issue in
            isCode(String(issue.check.prefix { $0 != "/" }), of: "MD", digits: 3...3)
        },
        CodeQualityProducer(tool: "Robocop") { issue in
            !issue.isCodeClimates && issue.hasEnding([".robot", ".resource"])
        },
        // Its formatters for GitLab write nothing that is ESLint's but the names of its rules.
        CodeQualityProducer(
            tool: "ESLint",
            isSure: { issue in
                eslints.contains(issue.check) || plugins.contains(where: issue.check.hasPrefix)
            },
            isItsOwn: { issue in
                issue.hasEnding(scripts + [".vue", ".svelte", ".astro"])
                    && issue.check.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "@/-_".contains($0)) }
            }),
    ]

    // MARK: Marks

    private static let scripts = [".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"]

    private static let plugins = [
        "@typescript-eslint/", "@stylistic/", "react/", "react-hooks/", "import/", "vue/", "unicorn/", "jsx-a11y/",
        "@angular-eslint/", "sonarjs/", "promise/", "security/", "jest/", "vitest/", "testing-library/", "prettier/",
    ]

    private static let eslints: Set = [
        "no-unused-vars", "no-undef", "no-console", "prefer-const", "no-var", "eqeqeq", "no-empty", "no-unreachable",
        "no-redeclare", "no-prototype-builtins", "no-useless-escape", "no-constant-condition", "no-debugger",
        "no-extra-semi", "no-shadow", "no-alert", "no-eval", "quotes", "semi", "indent",
    ]

    /// https://mypy.readthedocs.io/en/stable/error_code_list.html and `error_code_list2.html`.
    private static let mypysChecks: Set = [
        "attr-defined", "union-attr", "name-defined", "used-before-def", "call-arg", "arg-type", "call-overload",
        "valid-type", "metaclass", "var-annotated", "override", "return", "empty-body", "return-value", "assignment",
        "method-assign", "type-var", "operator", "index", "list-item", "dict-item", "typeddict-item",
        "typeddict-unknown-key", "has-type", "import", "import-not-found", "import-untyped", "no-redef",
        "func-returns-value", "abstract", "type-abstract", "safe-super", "valid-newtype", "exit-return", "name-match",
        "literal-required", "no-overload-impl", "unused-coroutine", "top-level-await", "assert-type", "truthy-function",
        "str-format", "str-bytes-safe", "overload-overlap", "overload-cannot-match", "annotation-unchecked",
        "prop-decorator", "syntax", "misc", "no-untyped-def", "no-untyped-call", "no-any-return", "no-any-unimported",
        "type-arg", "unused-ignore", "redundant-cast", "redundant-self", "comparison-overlap", "unreachable",
        "redundant-expr", "possibly-undefined", "truthy-bool", "truthy-iterable", "ignore-without-code",
        "unused-awaitable", "explicit-override", "mutable-override", "unimported-reveal", "explicit-any",
        "exhaustive-match", "deprecated", "untyped-decorator",
    ]

    /// Capital letters, of these where they are given, and digits.
    private static func isCode(_ word: String, of letters: String?, digits: ClosedRange<Int>) -> Bool {
        let name = word.prefix { $0.isASCII && $0.isUppercase }
        let number = word[name.endIndex...]
        guard digits.contains(number.count), number.allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
        guard let letters else { return (1...6).contains(name.count) }
        return name == letters || letters == "CRWEFI" && name.count == 1 && letters.contains(name)
    }

    /// The linter that a message opens with, `errcheck: …`.
    private static func linter(_ message: String) -> String? {
        guard let colon = message.byteRange(of: ": "), case let name = message[..<colon.lowerBound],
            (2...30).contains(name.count),
            name.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
        else { return nil }
        return String(name)
    }

    /// The message without the check before it, which the rule is.
    @Sendable private static func dropCheck(_ problem: inout ToolProblem) {
        guard let rule = problem.rule, let message = problem.message, message.hasPrefix(rule + ": ") else { return }
        problem.message = String(message.dropFirst(rule.count + 2))
    }
}
