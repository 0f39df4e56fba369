import FindingsModel
import ProseExtraction

/// Plain text and Markdown, as a model or a person writes a review; also one whose answer is JSON in a code block.
struct ProseFormat: InputFormat {
    let id = "prose"
    let title = "Prose"
    let summary = "A review in plain text or Markdown, in any of the shapes that LLM reviewers and people write."

    func recognizes(_ document: SourceDocument) -> Bool {
        switch document.shape {
        case .text: return true
        // A bare JSON answer of a shape of the model's own: the reader of prose knows the usual ones.
        case .json(let json): return Self.looksLikeAnswer(json.root)
        case .jsonLines, .brokenJSON: return false
        }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        sink(ProseReader().read(document.text))
    }

    private static func looksLikeAnswer(_ root: JSONValue) -> Bool {
        let item = root.isArray ? root.elements.first { _ in true } : root
        guard let item, item.isObject else { return false }
        let lists = [item["issues"], item["remarks"], item["comments"], item["review"], item["findings"]]
        if lists.contains(where: { $0 != nil }) { return true }
        let texts = [item["title"], item["message"], item["comment"], item["description"], item["body"]]
        return texts.contains { $0?.string != nil }
    }
}
