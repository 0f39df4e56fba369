import FindingsModel

/// JSON of a program that reviews nothing, and that would pass for a model's answer in fields of its own: records with a
/// file, a line and a word.
enum ForeignRecords {
    /// What mutation testing writes beside the formats that are read: known by keys such as `totalMutants`, by those that tell
    /// what was put in whose place, and by none that a remark has.
    static func isMutationTesting(_ document: SourceDocument) -> Bool {
        let keys = ReportLikeness.keys(of: document)
        let hasMutants = keys.contains { key in
            let words = words(of: key)
            return words.contains("mutants") || words.contains("mutant")
        }
        return hasMutants && keys.contains { changes.contains($0.lowercased()) }
            && !keys.contains { remarks.contains($0.lowercased()) }
    }

    /// Whether nothing is said of any record but what came of it: `killed`, `passed`.
    static func areResults(_ findings: [Finding]) -> Bool {
        !findings.isEmpty && findings.allSatisfy { results.contains($0.title.lowercased()) }
    }

    /// `TotalMutants` and `total_mutants` as words.
    private static func words(of key: String) -> [String] {
        var words: [String] = []
        var word = ""
        for letter in key {
            if !letter.isLetter || letter.isUppercase, !word.isEmpty {
                words.append(word)
                word = ""
            }
            if letter.isLetter { word.append(contentsOf: letter.lowercased()) }
        }
        return word.isEmpty ? words : words + [word]
    }

    /// Keys that tell of a mutant.
    private static let changes: Set = [
        "mutated", "mutation", "mutations", "mutator", "operator", "original", "replacement",
    ]

    /// Keys that tell of a remark.
    private static let remarks: Set = [
        "severity", "title", "issue", "issues", "finding", "findings", "comment", "comments", "recommendation",
        "recommendations", "suggestion", "suggestions", "problem", "problems", "smell", "smells", "verdict", "review",
        "feedback", "remark", "remarks",
    ]

    private static let results: Set = [
        "killed", "survived", "timeout", "timed_out", "no coverage", "nocoverage", "passed", "pass", "failed", "fail",
        "ok", "success", "skipped", "pending", "completed", "done",
    ]
}
