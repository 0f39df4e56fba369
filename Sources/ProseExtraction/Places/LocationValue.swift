/// The value of a location field or cell, in which bare numbers are lines.
enum LocationValue {
    static func references(in text: StyledText, _ path: inout String?) -> [LineReferenceScanner.Found] {
        var scanner = LineReferenceScanner(text)
        if scanner.found.allSatisfy({ $0.certainty != .firm }), scanner.paths.isEmpty,
            text.bytes.first(where: { !$0.isBlank && $0 != UInt8(ascii: "[") })?.isDigit == true
        {
            var prefixed = StyledText("lines ")
            prefixed.append(StyledText(String(text.flat.drop { $0 == "[" || $0 == " " })))
            scanner = LineReferenceScanner(prefixed)
        }
        if let named = scanner.paths.first(where: {
            $0.path.utf8.contains(UInt8(ascii: "/")) || scanner.paths.count == 1
        }) {
            if path == nil || scanner.found.contains(where: { $0.path != nil }) { path = named.path }
        }
        return scanner.found
    }
}
