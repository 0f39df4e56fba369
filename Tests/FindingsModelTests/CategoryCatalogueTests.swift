import Testing

@testable import FindingsModel

@Suite struct `The catalogue of categories` {
    private let catalogue = CategoryCatalogue.standard

    @Test func `has every category once, with a name and a meaning`() {
        let ids = catalogue.categories.map(\.id)
        #expect(ids.count > 50)
        #expect(Set(ids).count == ids.count)
        for category in catalogue.categories {
            #expect(!category.name.isEmpty && !category.meaning.isEmpty, "\(category.id)")
            #expect(category.id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(category.id)")
        }
    }

    @Test func `narrows only categories that are there and broad themselves`() throws {
        for category in catalogue.categories {
            guard let broader = category.broader else { continue }
            let parent = try #require(catalogue[broader], "\(category.id) narrows \(broader)")
            #expect(parent.broader == nil, "\(category.id): two levels are all there are")
            #expect(parent.id != category.id)
        }
    }

    @Test func `knows what detectors call a category, whatever the case`() {
        #expect(catalogue.category(detector: "tsDetect", smell: "Sleepy Test")?.id == "sleepy-test")
        #expect(catalogue.category(detector: "TSDETECT", smell: "eager test")?.id == "eager-test")
        #expect(catalogue.category(detector: "tsDetect", smell: "No Such Smell") == nil)
    }

    @Test func `ends with what fits nothing else`() {
        #expect(catalogue["other"] != nil)
        #expect(catalogue["good-practice"]?.group == "praise")
        #expect(catalogue["Other"] == nil)
    }
}
