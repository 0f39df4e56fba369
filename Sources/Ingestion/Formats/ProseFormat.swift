import FindingsModel
import ProseExtraction

/// Plain text and Markdown, as a model or a person writes a review; also one whose answer is JSON, XML or YAML.
struct ProseFormat: InputFormat {
    static let name = "prose"
    let id = ProseFormat.name
    let title = "Prose"
    let summary = "A review in plain text or Markdown, in any of the shapes that LLM reviewers and people write."

    func recognizes(_ document: SourceDocument) -> Bool {
        switch document.shape {
        case .text where document.isXML:
            let isMachines = Self.isMachines(document)
            if isMachines, Self.namesRules(document) { return false }
            return ProseReader.isAnswer(document.text) && (!isMachines || ProseReader.isWordyAnswer(document.text))
        // Several JSON values may be pieces of an answer.
        case .text: return document.pages.isEmpty || ProseReader.isAnswer(document.text)
        // A model's answer in JSON (or XML, above) of its own, without any prose around it, or what it came in.
        case .json: return ProseReader.isAnswer(document.text)
        // The same, an object a line.
        case .jsonLines: return ProseReader.isAnswer(document.text)
        case .brokenJSON: return false
        }
    }

    /// Its elements carry the rules of a tool, however long the messages are.
    private static func namesRules(_ document: SourceDocument) -> Bool {
        let marks = [
            " rule=", " ruleId=", " rule-id=", " ruleset=", " check=", " checkId=", " CheckId=", " code=", "<rule>",
            "<ruleId>",
        ]
        let text = String(decoding: document.text, as: UTF8.self)
        return marks.contains { text.has($0) }
    }

    /// XML with a declaration whose root speaks of no review: models seldom write such, and programs of all kinds do.
    private static func isMachines(_ document: SourceDocument) -> Bool {
        guard document.text[document.xmlStart...].starts(with: Array("<?xml".utf8)),
            let root = document.xmlRoot?.lowercased()
        else { return false }
        let words = [
            "review", "finding", "comment", "issue", "feedback", "suggestion", "remark", "analysis", "response",
            "answer", "output", "result", "problem", "smell", "audit", "inspection", "critique", "assessment",
            "evaluation",
        ]
        return !words.contains { root.contains($0) }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        sink(ProseReader().read(document.text))
    }
}
