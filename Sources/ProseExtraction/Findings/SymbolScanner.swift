/// Gathers the functions, methods and classes of the project that a text names.
///
/// Code spans are read for identifiers; plain words count when they are written as identifiers are (`snake_case`,
/// `CamelCase`, `name()`). What test frameworks and standard libraries bring is left out.
struct SymbolScanner {
    private(set) var symbols: [String] = []
    private var seen: Set<String> = []
    static let maximum = 40

    mutating func scan(_ text: StyledText) {
        let bytes = text.bytes
        var index = 0
        while index < bytes.count, symbols.count < Self.maximum {
            let byte = bytes[index]
            guard byte.isLetter || byte == 95 else {
                index += byte.isDigit ? skip(bytes, index) : 1
                continue
            }
            let isCode = text.styles[index].contains(.code)
            var end = index
            while end < bytes.count,
                bytes[end].isLetter || bytes[end].isDigit || bytes[end] == 95
                    || bytes[end] == UInt8(ascii: "."), text.styles[end].contains(.code) == isCode
            {
                if bytes[end] == UInt8(ascii: "."),
                    end + 1 >= bytes.count || !(bytes[end + 1].isLetter || bytes[end + 1] == 95)
                {
                    break
                }
                end += 1
            }
            let next = end < bytes.count ? bytes[end] : 0
            let before = index > 0 ? bytes[index - 1] : 0
            // ":red_circle:", an emoji by its name.
            if !isCode, before == UInt8(ascii: ":"), next == UInt8(ascii: ":") {
                index = end + 1
                continue
            }
            let isInString =
                isCode
                && (before == UInt8(ascii: "'") || before == UInt8(ascii: "\"") || before == UInt8(ascii: "-")
                    || before == UInt8(ascii: "<"))
            let isPath =
                next == UInt8(ascii: "/") || before == UInt8(ascii: "/") || PathToken.end(in: bytes, from: index) != nil
            if !isPath, !isInString, end - index <= 120 {
                add(bytes[index..<end], isCall: next == UInt8(ascii: "("), isCode: isCode)
            }
            index = max(end, index + 1)
        }
    }

    private func skip(_ bytes: [UInt8], _ index: Int) -> Int {
        var end = index
        while end < bytes.count, bytes[end].isWord { end += 1 }
        return max(1, end - index)
    }

    private mutating func add(_ name: ArraySlice<UInt8>, isCall: Bool, isCode: Bool) {
        let lastPart = name.lastIndex(of: UInt8(ascii: ".")).map { name[($0 + 1)...] } ?? name[...]
        // Most words are refused here, before anything is copied.
        guard Self.isName(lastPart, isCall: isCall, isCode: isCode) else { return }
        var parts = name.split(separator: UInt8(ascii: "."))
        while let first = parts.first, Self.receivers.contains(String(decoding: first, as: UTF8.self)) {
            parts.removeFirst()
        }
        guard let last = parts.last, last.count >= 3 else { return }
        if let first = parts.first, Self.foreign.contains(String(decoding: first.map(\.lowered), as: UTF8.self)) {
            return
        }
        var symbol = String(decoding: last, as: UTF8.self)
        let lowered = String(decoding: last.map(\.lowered), as: UTF8.self)
        if Self.foreign.contains(lowered) || lowered.hasPrefix("assert") || Self.exceptions.contains(symbol) { return }
        if parts.count >= 2, let owner = parts.dropLast().last, let first = owner.first, first.isUpper,
            owner.contains(where: \.isLower)
        {
            symbol = String(decoding: owner, as: UTF8.self) + "." + symbol
        }
        if seen.insert(symbol).inserted { symbols.append(symbol) }
    }

    private static func isName(_ name: ArraySlice<UInt8>, isCall: Bool, isCode: Bool) -> Bool {
        let hasLower = name.contains(where: \.isLower)
        guard hasLower else { return false }
        let underscores = name.dropFirst().dropLast().contains(95)
        if underscores { return true }
        // CamelCase and camelCase: a capital after a small letter.
        var previous: UInt8 = 0
        for byte in name {
            if byte.isUpper, previous.isLower { return true }
            previous = byte
        }
        if isCall { return isCode || name.first == 95 }
        return isCode && (name.first == 95 || name.first?.isUpper == true && name.count > 3 && hasLower)
    }

    private static let receivers: Set<String> = ["self", "this", "cls", "super"]
    private static let exceptions: Set<String> = [
        "TypeError", "ValueError", "KeyError", "IndexError", "AttributeError", "AssertionError", "RuntimeError",
        "Exception",
        "BaseException", "NotImplementedError", "OSError", "IOError", "ImportError", "NullPointerException",
        "IllegalArgumentException",
        "IllegalStateException", "RuntimeException", "IOException", "TimeoutError", "StopIteration",
        "DeprecationWarning", "ResourceWarning",
        "StringIO", "BytesIO", "GitHub", "GitLab", "JavaScript", "TypeScript", "CodeRabbit", "SonarCloud", "SonarQube",
        "PyPy", "MagicMock",
        "None", "True", "False", "Mock", "Test", "String", "Object", "Boolean", "Integer", "Promise", "Array", "Date",
        "Math", "Thread", "Error",
        "TODO", "FIXME", "NOTE", "HashMap", "ArrayList", "List", "Optional", "CompletableFuture", "CountDownLatch",
        "ExecutorService",
        "TimeUnit", "LocalDate", "LocalDateTime", "Instant", "Duration", "Clock", "ByteBuffer", "Files", "Path",
        "UnitTest", "TestCase",
        "ExpectedException", "BeforeEach", "AfterEach", "BeforeAll", "AfterAll", "ParameterizedTest", "ValueSource",
        "MethodSource",
        "CsvSource", "RepeatedTest", "TempDir", "Timeout", "Disabled", "Ignore", "DisplayName", "Nested", "InjectMocks",
        "ArgumentCaptor",
    ]
    private static let foreign: Set<String> = [
        "pytest", "unittest", "mock", "mockito", "jest", "vitest", "sinon", "chai", "mocha", "junit", "testing",
        "assertj", "hamcrest",
        "expect", "describe", "beforeeach", "aftereach", "beforeall", "afterall", "require", "isinstance", "print",
        "len", "open", "range",
        "zip", "map", "filter", "sorted", "str", "repr", "int", "dict", "list", "set", "tuple", "hasattr", "getattr",
        "setattr", "os", "sys",
        "time", "datetime", "random", "json", "re", "math", "subprocess", "threading", "asyncio", "logging", "console",
        "process", "settimeout",
        "setinterval", "cleartimeout", "thread", "system", "java", "org", "fmt", "strings", "errors", "reflect", "sync",
        "context", "ioutil",
        "tostring", "equals", "hashcode", "tobe", "toequal", "tobenull", "tobetruthy", "tobefalsy", "tobedefined",
        "tothrow", "tohavebeencalled",
        "tohavebeencalledwith", "tomatchsnapshot", "tohavelength", "tocontain", "tomatch", "tostrictequal",
        "tomatchobject", "usefaketimers",
        "advancetimersbytime", "mockimplementation", "mockreturnvalue", "mockresolvedvalue", "spyon", "restoreallmocks",
        "clearallmocks",
        "resetallmocks", "innerhtml", "return_value", "side_effect", "call_args", "call_count", "called", "addcleanup",
        "skipif", "skiptest",
        "expectedfailure", "monkeypatch", "parametrize", "tmpdir", "tmp_path", "capsys", "caplog", "xfail", "subtest",
        "usefixtures",
        "deepcopy", "copy", "lxml", "etree", "verify", "when", "thenreturn", "thenthrow", "donothing", "any", "never",
        "times", "spy", "captor",
        "fail", "fatal", "fatalf", "errorf", "logf", "helper", "cleanup", "setenv", "tempdir", "parallel", "skip",
        "run", "sleep", "notnull",
        "isequalto", "isnotnull", "contains", "containsexactly", "istrue", "isfalse", "autospec", "patch",
    ]
}
