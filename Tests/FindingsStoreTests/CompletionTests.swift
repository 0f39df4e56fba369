import Testing

@testable import FindingsStore

@Suite struct `A search that was begun can go on` {
    private static let names: [FindingsStore.CompletionKind: [String]] = [
        .category: ["sleepy-test", "slow-test"], .path: ["tests/a b.py", "tests/c.py"], .reviewer: ["model-a"],
        .branch: ["main"], .symbol: ["test_it"],
    ]

    private func goOn(_ text: String, _ subject: SearchSubject = .issues) -> [String] {
        SearchQuery.completions(of: text, subject: subject, owners: ["@ada"]) { kind, begun in
            (Self.names[kind] ?? []).filter { $0.hasPrefix(begun) }
        }
    }

    @Test(arguments: [
        ("sev", ["severity:"]), ("is:ope", ["is:open"]), ("is:open cat", ["is:open category:"]),
        ("category:sle", ["category:sleepy-test"]), ("-category:sl", ["-category:sleepy-test", "-category:slow-test"]),
        ("(is:open or category:slo", ["(is:open or category:slow-test"]), ("state:open,mis", ["state:open,missing"]),
        ("severity:>=hi", ["severity:>=high"]), ("path:tests/", ["path:\"tests/a b.py\"", "path:tests/c.py"]),
        ("sort:-last", ["sort:-last_seen"]), ("owner:@", ["owner:@ada"]), ("nothing:x", []), ("\"is:op", []),
        ("is:open \"two wo", []), ("test:test", ["test:test_it"]),
    ])
    func `with what fits`(_ text: String, _ expected: [String]) { #expect(goOn(text) == expected) }

    @Test func `with all fields where nothing is begun`() {
        #expect(goOn("").count == SearchField.fields(of: .issues).count + 1)
        #expect(goOn("is:open ").allSatisfy { $0.hasPrefix("is:open ") })
        #expect(!goOn("", .files).contains("title:"))
    }

    @Test func `every way that is offered can be searched`() throws {
        let (database, store) = try `A search finds what a plain filter finds`.filled(seed: 51, reviews: 40)
        defer { withExtendedLifetime(database) {} }
        for subject in SearchSubject.allCases {
            for field in SearchQuery.completions(of: "", subject: subject, lookUp: { _, _ in [] }) {
                let ways = SearchQuery.completions(of: field, subject: subject) { kind, begun in
                    (try? store.completions(of: kind, beginning: begun)) ?? []
                }
                for way in ways.prefix(12) {
                    #expect(throws: Never.self, "\(subject) \(way)") {
                        let search = try SearchQuery(
                            way, subject: subject, now: `A search finds what a plain filter finds`.now)
                        _ = try store.count(subject, matching: search)
                    }
                }
            }
        }
        for kind in FindingsStore.CompletionKind.allCases {
            #expect(!(try store.completions(of: kind, beginning: "")).isEmpty, "\(kind)")
            #expect(try store.completions(of: kind, beginning: "*") == [], "\(kind)")
        }
        #expect(try store.completions(of: .path, beginning: "src/[") == ["src/[id]/page.test.tsx"])
    }
}
