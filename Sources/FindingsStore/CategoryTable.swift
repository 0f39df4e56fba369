import FindingsModel
import GRDB

/// The catalogue, as rows that queries can join.
enum CategoryTable {
    static func fill(_ queue: DatabaseQueue, with catalogue: CategoryCatalogue = .standard) throws {
        try queue.write { db in
            let statements = PreparedStatements(db)
            for category in catalogue.categories {
                try statements("upsert_category").run([
                    "id": category.id, "family": category.group, "broader": category.broader, "name": category.name,
                    "meaning": category.meaning,
                ])
            }
            for category in catalogue.categories {
                for alias in category.detectors {
                    try statements("upsert_category_alias").run(["alias": alias, "category": category.id])
                }
            }
        }
    }
}
