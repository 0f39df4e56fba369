import FindingsModel

/// `[]`: what many linters write when they have found nothing. It does not say which of them it was.
struct EmptyListFormat: InputFormat {
    let id = "empty-list"
    let title = "Empty list"
    let summary = "`[]`, a report without findings of any tool that writes a list; --from names the tool's format."

    func recognizes(_ document: SourceDocument) -> Bool {
        guard let root = document.json, root.isArray else { return false }
        return !root.elements.contains { _ in true }
    }

    func read(_ document: SourceDocument, _ sink: (Review) -> Void) throws(IngestionError) {
        let root = try document.requireJSON()
        guard recognizes(document) else { throw malformed(document, root, "an empty list was expected") }
        sink(Review(flags: ["the tool is not named"]))
    }
}
