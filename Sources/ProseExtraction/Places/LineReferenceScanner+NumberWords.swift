/// The words and signs beside a number that tell what it counts.
extension LineReferenceScanner {
    /// What makes the number after it a part of something else: `#123`, `$5`, `v1`, `a-1`, `x=5`, `1.5`, `:80`.
    static let stuckBefore: Set<UInt8> = Set("#$=.:-+*/\\<>@&'\"~^".utf8)
    static let statuses: Set<Int> = [
        200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 412,
        413, 415,
        418, 422, 423, 425, 429, 500, 501, 502, 503, 504,
    ]
    static let pointing: Set<String> = ["again", "also", "likewise", "ditto", "ebenso", "idem", "including"]
    static let pointingPhrases: Set<String> = [
        "applies to", "goes for", "same for", "same at", "same on", "same in", "same as", "true for", "holds for",
        "so does", "so do", "so is", "so are", "gilt für", "gilt auch", "vaut pour", "vale para", "vale per",
        "see also", "others are", "other is", "others being", "others at",
    ]
    /// Words after which one number says where, in a text that spoke of lines before.
    static let prepositions: Set<String> = ["on", "at", "auf", "en", "em", "na", "a"]
    /// Where servers listen, more often than where a remark lies.
    static let ports: Set<Int> = [
        3000, 3306, 5000, 5432, 6379, 8000, 8080, 8081, 8443, 8888, 9000, 9090, 9200, 27017,
    ]
    static let places: Set<String> = ["in", "at", "on", "for", "see", "to", "blocks"]
    /// Words that number or measure something of their own, even where the numbers stand in parentheses.
    static let numbered: Set<String> = [
        "rfc", "rfcs", "http", "https", "status", "statuses", "port", "ports", "bug", "bugs", "issue", "issues", "pr",
        "prs", "version", "versions", "python", "java", "node", "step", "steps", "point", "points", "page", "pages",
        "section", "sections", "chapter", "table", "rule", "rules", "code", "codes", "error", "errors", "iso", "utf",
        "sha", "aes", "cve", "cwe", "tls", "id", "ids", "ticket", "tickets", "exit", "timeout", "timeouts", "delay",
        "delays", "age", "ages", "column", "columns", "bit", "bits", "size", "sizes", "range", "ranges", "value",
        "values", "retries", "score", "scores", "index", "indices", "offset", "offsets", "seed", "seeds", "between",
        "year", "years", "count", "level", "levels", "limit", "limits", "response", "responses", "figure", "punkte",
        "schritt", "étape", "paso", "number", "numbers", "nr", "no", "nummern",
    ]
    static let otherNumbers: Set<String> = [
        "timeouts", "delay", "delays", "age", "ages", "aged", "column", "columns", "col", "cols", "bit", "bits",
        "creates", "inserts", "allocates", "spawns", "index", "indices", "offset", "offsets", "seed", "seeds", "char",
        "chars", "character", "characters", "user", "users", "score", "scores", "batch", "limit", "limits", "length",
        "lengths", "maximum", "minimum", "max", "min", "interval", "waits", "wait", "sleeps", "sleep", "weight", "rfcs",
        "figure", "signal", "errno", "zip", "phone", "ratio", "costs", "tickets", "prs", "levels", "ranges", "sizes",
        "rfc", "http", "https", "status", "statuses", "port", "ports", "bug", "bugs", "issue", "issues", "pr",
        "version", "versions",
        "python", "java", "node", "step", "steps", "point", "points", "item", "items", "page", "pages", "section",
        "sections",
        "chapter", "table", "rule", "rules", "value", "values", "code", "codes", "error", "errors", "about",
        "approximately",
        "roughly", "around", "nearly", "range", "between", "first", "last", "iso", "utf", "sha", "aes", "cve", "cwe",
        "tls", "answer",
        "answers", "returns", "return", "expects", "expect", "takes", "than", "over", "under", "least", "most", "up",
        "of", "by",
        "every", "each", "only", "case", "cases", "test", "tests", "id", "ids", "number", "numbers", "size", "count",
        "level",
        "ticket", "commit", "build", "run", "exit", "timeout", "years", "year", "finding", "findings", "remark",
        "remarks", "comment",
        "comments", "nr", "no", "#", "punkt", "punkte", "schritt", "points", "fehler", "étape", "paso", "grew",
        "equals", "is",
        "was", "are", "with", "from", "against", "response", "responses", "a", "an", "the",
    ]
    static let units: Set<String> = [
        "responses", "response", "objects", "object", "usd", "eur", "gbp", "chf", "jpy", "dollars", "euros", "january",
        "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "status", "codes",
        "statuses", "places", "kbit", "mbit", "hz", "khz", "mhz", "ghz", "bps", "pixels", "degrees", "tokens", "nodes",
        "ports", "values", "errors", "warnings", "connections", "clients", "customers", "people", "branches", "commits",
        "s", "ms", "sec", "secs", "second", "seconds", "minute", "minutes", "min", "mins", "hour", "hours", "day",
        "days", "week",
        "weeks", "month", "months", "year", "years", "lines", "line", "loc", "tests", "test", "times", "cases", "items",
        "bytes",
        "byte", "kb", "mb", "gb", "kib", "mib", "characters", "chars", "users", "requests", "retries", "iterations",
        "files",
        "methods", "functions", "rows", "columns", "entries", "elements", "records", "messages", "percent", "points",
        "words", "bit",
        "bits", "px", "threads", "workers", "assertions", "mocks", "findings", "issues", "comments", "or", "different",
        "more",
        "zeilen", "sekunden", "minuten", "lignes", "secondes",
    ]
}
