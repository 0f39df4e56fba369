/// A line by which a build tool, a package manager or a shell says what it does, among the lines of the compilers that it
/// runs: Gradle's `> Task :compileJava`, npm's `> app@1.0.0 lint`, ninja's `[1/3] Building …`, a command that make repeats.
struct BuildLogLine {
    /// It tells of something that went wrong, and may be all that does.
    private(set) var isTrouble = false
    /// What a diagnostic above it goes on with, where Maven marks each line: `[ERROR]   symbol: class Mast`.
    private(set) var continuation: Substring?

    /// - Returns: `nil` for a line of another kind, a person's words for one.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.first.map({ $0 != 0x20 && $0 != 0x09 }) == true else { return nil }
        var line = Substring(String(decoding: bytes.prefix(600), as: UTF8.self))
        while line.last?.isWhitespace == true { line.removeLast() }
        if let level = ["[INFO]", "[DEBUG]", "[info]", "[debug]", "[success]"].first(where: { line.hasPrefix($0) }) {
            guard line.count == level.count || line.dropFirst(level.count).first == " " else { return nil }
            return
        }
        if let level = ["[ERROR]", "[WARNING]", "[WARN]", "[error]", "[warn]"].first(where: { line.hasPrefix($0) }) {
            let rest = line.dropFirst(level.count)
            guard rest.isEmpty || rest.first == " " else { return nil }
            if rest.hasPrefix("   ") || rest.hasPrefix(" \t") {
                continuation = rest.drop { $0 == " " || $0 == "\t" }
                return
            }
            let words = rest.dropFirst()
            isTrouble =
                !words.isEmpty && !Self.mavensWords.contains { words.hasPrefix($0) } && !Self.isSBTsSum(words)
                && !Self.isJavasSum(words)
            return
        }
        if Self.openings.contains(where: { line.hasPrefix($0) }) { return }
        if Self.troubles.contains(where: { line.hasPrefix($0) }) {
            isTrouble = true
            return
        }
        guard Self.isStep(line) || Self.isCompiled(line) || Self.isTask(line) || Self.isCommand(line) else {
            return nil
        }
    }

    /// The level that Maven and sbt begin a line of trouble with: `[ERROR]`.
    static func level(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let mark = levels.first(where: { line.starts(with: $0) }) else { return nil }
        return line.prefix(mark.count - 1)
    }

    /// What stands behind such a level, with the white space that it begins with; other lines as they are.
    static func behindLevel(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        level(line).map { line.dropFirst($0.count + 1) } ?? line
    }

    private static let levels = ["[ERROR] ", "[WARNING] ", "[WARN] ", "[error] ", "[warn] "].map { Array($0.utf8) }

    /// javac's and javadoc's `3 warnings`, `1 error`.
    private static func isJavasSum(_ words: Substring) -> Bool {
        let digits = words.prefix { $0.isASCII && $0.isNumber }
        return !digits.isEmpty && [" error", " errors", " warning", " warnings"].contains(words[digits.endIndex...])
    }

    /// sbt's `two warnings found`, `(Compile / compileIncremental) Compilation failed`, `Total time: 2 s`.
    private static func isSBTsSum(_ words: Substring) -> Bool {
        words.hasPrefix("Total time: ") || words.hasSuffix(") Compilation failed")
            || (words.split(separator: " ").count == 3
                && [" error found", " errors found", " warning found", " warnings found"]
                    .contains(where: words.hasSuffix))
    }

    /// `[1/3] Building …`, `[ 50%] Linking …`.
    private static func isStep(_ line: Substring) -> Bool {
        guard line.first == "[", let close = line.firstIndex(of: "]"), line[close...].hasPrefix("] ") else {
            return false
        }
        let inside = line[..<close].dropFirst().drop { $0 == " " }
        return inside.contains(where: \.isNumber) && (inside.contains("/") || inside.hasSuffix("%"))
            && inside.allSatisfy { $0.isASCII && $0.isNumber || $0 == "/" || $0 == "%" || $0 == " " }
    }

    /// The name of a file alone, which Microsoft's compiler prints of each that it takes up.
    private static func isCompiled(_ line: Substring) -> Bool {
        [".c", ".cc", ".cpp", ".cxx", ".cu"].contains(where: line.hasSuffix) && line.utf8.count < 100
            && line.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-+.".contains($0)) }
    }

    /// Gradle's of old, `:app:compileJava UP-TO-DATE`; npm's `> app@1.0.0 lint`.
    private static func isTask(_ line: Substring) -> Bool {
        if line.first == ":", line.dropFirst().first?.isLetter == true {
            let task = line.prefix { $0 != " " }
            let rest = line[task.endIndex...].drop { $0 == " " }
            return task.last != ":" && rest.allSatisfy { $0.isUppercase || $0 == "-" }
        }
        guard line.hasPrefix("> ") else { return false }
        let name = line.dropFirst(2).prefix { $0 != " " }
        guard let at = name.lastIndex(of: "@"), at > name.startIndex else { return false }
        return name[name.index(after: at)...].first?.isNumber == true
    }

    /// A command as make, npm or a shell repeat it: `gcc -c a.c`, `+ mypy src`, `$ tsc --noEmit`.
    private static func isCommand(_ line: Substring) -> Bool {
        let isMarked = line.hasPrefix("$ ") || line.hasPrefix("+ ") || line.hasPrefix("> ")
        let command = isMarked ? line.dropFirst(2) : line
        guard let last = command.last, !".:?!".contains(last) || command.hasSuffix(" .") else { return false }
        var words = command.split(separator: " ", maxSplits: 40)
        // `CC=gcc make`.
        while let first = words.first, let equals = first.firstIndex(of: "="),
            first[..<equals].allSatisfy({ $0.isASCII && ($0.isUppercase || $0 == "_" || $0.isNumber) })
        {
            words.removeFirst()
        }
        guard let first = words.first else { return false }
        let program = first.split { $0 == "/" || $0 == "\\" }.last ?? first
        guard program.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-_.".contains($0)) }) else {
            return false
        }
        let isPath = first.hasPrefix("/") || first.hasPrefix("./") || first.contains("\\")
        let hasOption = words.dropFirst().contains {
            $0.hasPrefix("-") && $0.dropFirst().first.map { $0.isLetter || $0 == "-" } == true
        }
        let isCompiler = ["gcc", "g++", "clang", "clang++", "-cc", "c++"].contains { program.hasSuffix($0) }
        if isPath || isCompiler { return isMarked || hasOption }
        // "go and see" is no command, "go vet ./..." is one.
        return programs.contains(String(program)) && (isMarked || hasOption)
    }

    /// A command that runs a tool, as a person types it above what it prints: `poetry run mypy src`, `make lint`,
    /// `.venv/bin/mypy`. A person's sentence may read like one; what stands below has to tell.
    static func isToolRun(_ line: Substring) -> Bool {
        let words = line.split(separator: " ", maxSplits: 40)
        guard let first = words.first, isProgram(first), line.last.map({ !",:?!".contains($0) }) == true,
            line.last != "." || line.hasSuffix(" .") || line.hasSuffix("/...") || line.hasSuffix("/.")
        else { return false }
        return words.dropFirst().allSatisfy { word in
            word.hasPrefix("-") || word.contains { "/.*=\"'\\:@$&|<>".contains($0) }
                || word.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-" || $0 == "_") }
        } && !words.contains { sentenceWords.contains($0) }
    }

    private static func isProgram(_ word: Substring) -> Bool {
        let name = word.split { $0 == "/" || $0 == "\\" }.last ?? word
        let bare = name.hasSuffix(".exe") ? name.dropLast(4) : name
        return programs.contains(String(bare)) || runners.contains(String(bare))
            || word.hasPrefix("./") || word.hasPrefix(".venv/") || word.hasPrefix("node_modules/.bin/")
    }

    /// Words of sentences, which are no names of files or tasks.
    private static let sentenceWords: Set<Substring> = [
        "the", "a", "an", "is", "are", "was", "has", "have", "that", "this", "these", "those", "and", "or", "of", "to",
        "with", "in", "on", "for", "not", "says", "reports", "found", "finds", "sure", "see", "it",
    ]

    private static let runners: Set = [
        "pipenv", "hatch", "pdm", "rye", "pixi", "conda", "just", "task", "invoke", "uvx", "pipx", "pre-commit",
        "bunx", "perlcritic", "dart", "flutter", "rspec", "standardrb", "brakeman", "reek", "haml-lint", "slim-lint",
        "erblint", "puppet-lint", "ansible-lint", "cfn-lint", "sqlfluff", "bandit", "vulture", "pycodestyle",
        "pydocstyle", "pyflakes", "black", "isort", "codespell", "cpplint", "detekt", "ktlint", "checkstyle", "pmd",
        "phpcs", "phpstan", "psalm", "phpmd", "staticcheck", "revive", "golint", "gosec", "hlint", "stack", "cabal",
        "luacheck", "solhint", "buf", "protolint", "semgrep", "tslint", "jshint", "standard", "htmlhint", "oxlint",
        "biome", "markdownlint", "markdownlint-cli2", "vale", "proselint", "cspell", "actionlint", "zizmor",
        "dotenv-linter", "typos", "basedpyright", "pyre", "pyrefly", "ty", "sbt", "ant", "credo", "mix", "dmypy",
    ]

    private static let programs: Set = [
        "cc", "rustc", "cargo", "go", "swift", "swiftc", "xcodebuild", "javac", "kotlinc", "scalac", "tsc", "eslint",
        "stylelint", "mypy", "pyright", "ruff", "flake8", "pylint", "npx", "yarn", "npm", "pnpm", "bun", "make",
        "cmake",
        "ninja", "meson", "python", "python3", "pip", "bundle", "rubocop", "golangci-lint", "bazel", "mvn", "mvnw",
        "gradle", "gradlew", "ar", "ld", "nvcc", "ccache", "libtool", "bash", "sh", "poetry", "uv", "tox", "nox",
        "dotnet", "msbuild", "node", "deno", "php", "composer", "cppcheck", "clang-tidy", "shellcheck", "yamllint",
        "hadolint", "swiftlint", "swiftformat", "vue-tsc", "ng", "nx", "turbo", "lerna", "rake", "docker", "set", "cd",
        "mkdir", "rm", "cp", "mv", "ln", "touch",
    ]

    /// What they say of themselves.
    private static let openings = [
        "> Task :", "> Configure project", "> Transform ", "Starting a Gradle Daemon", "Daemon will be stopped",
        "To honour the JVM",
        "Deprecated Gradle features", "You can use '--warning-mode", "For more on this, please refer",
        "See https://docs.gradle",
        "BUILD SUCCESSFUL", "BUILD FAILED", "yarn run v", "info Visit ", "error Command failed", "Done in ", "npm ERR!",
        "npm error", "npm notice", "npm warn", "ELIFECYCLE", "Building for ", "Building ", "Build complete!",
        "Compiling ",
        "Linking ", "Scanning dependencies of ", "Consolidate compiler generated", "Built target ", "-- Configuring ",
        "-- Generating ", "-- Build files", "-- The C", "-- Detecting ", "-- Check", "-- Found ", "-- Looking ",
        "-- Performing ", "Command line invocation:", "User defaults from ", "Build settings from ", "Prepare build",
        "Prepare packages", "ComputeTargetDependencyGraph", "CreateBuildDescription", "Build description ",
        "CompileC ", "CompileSwift", "SwiftCompile ", "SwiftDriver", "SwiftEmitModule", "SwiftMergeGeneratedHeaders",
        "EmitSwiftModule", "Ld ", "CodeSign ", "ProcessInfoPlistFile ", "PhaseScriptExecution ", "CpResource ",
        "WriteAuxiliaryFile ",
        "MkDir ", "RegisterExecutionPolicyException", "Touch ", "Libtool ", "CreateUniversalBinary", "Copy ",
        "** BUILD ", "** TEST ",
        "** ANALYZE ", "** CLEAN ", "Resolve Package Graph", "Resolved source packages", "libtool: ",
        "Determining projects to restore",
        "All projects are up-to-date", "Restored ", "Time Elapsed ", "Entering directory ", "Leaving directory ",
        "##[group]", "##[endgroup]", "##[command]", "##[section]", "##[debug]", "section_start:", "section_end:",
        "Run ",
        "Fetching ", "Updating ", "Downloading ", "Computing version", "Compiled ", "Creating working copy",
        "Working copy of ",
        "Linting Swift files", "Linting '", "Done linting", "Loading configuration from", "Lint complete",
        "Processing ", "Created dir: ", "Building jar: ", "Building war: ", "Deleting directory ", "Deleting: ",
        "Copying ",
        "Moving ", "Buildfile: ", "Total time: ",
    ]

    /// What fails, and is told nowhere else.
    private static let troubles = [
        "FAILURE: ", "FAILED: ", "* What went wrong", "* Try:", "* Exception is", "Execution failed for task", "ld: ",
        "clang: ", "collect2: ", "lld: ", "Undefined symbols for", "undefined reference", "##[error]", "##[warning]",
        "Error: Process completed",
    ]

    /// Maven's words around the errors that it repeats.
    private static let mavensWords = [
        "COMPILATION ERROR", "COMPILATION WARNING", "Failed to execute goal", "-> [Help", "To see the full stack trace",
        "Re-run Maven", "For more information about the errors", "[Help ", "After correcting the problems",
        "Javadoc Warnings", "Loading source file", "Constructing Javadoc information", "Standard Doclet version",
        "Generating /", "Building tree for all", "Building index for all",
    ]
}
