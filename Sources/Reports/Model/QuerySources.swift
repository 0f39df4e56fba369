/// The queries behind a report's sentences and key figures, numbered in the order in which they are first named.
struct QuerySources {
    let queries: [QueryCall]

    func number(of query: QueryCall?) -> Int? {
        query.flatMap { queries.firstIndex(of: $0) }.map { $0 + 1 }
    }
}

extension ReportDocument {
    var sources: QuerySources {
        var seen = Set<QueryCall>()
        return QuerySources(
            queries: (lead.compactMap(\.query) + figures.compactMap(\.query)).filter { seen.insert($0).inserted })
    }
}
