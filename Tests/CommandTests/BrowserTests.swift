import Foundation
import Testing

/// The pages in a real browser, on the examples. Without a Chromium these tests are left out.
@Suite(.enabled(if: HeadlessBrowser.executable != nil, "no Chromium is installed: apt-get install chromium"))
struct BrowserTests {
    private static let manifest = Workplace.project.appending(path: "Examples/manifest.jsonl").path(
        percentEncoded: false)

    private func report(_ arguments: [String], in workplace: borrowing Workplace) throws -> URL {
        let made = try workplace.refrain(["report"] + arguments + ["--format", "html", "--output", "page.html"])
        #expect(made.status == 0, "\(made)")
        return workplace.folder.appending(path: "page.html")
    }

    private func examples(_ workplace: borrowing Workplace) throws {
        let ingested = try workplace.refrain("ingest", "--manifest", Self.manifest)
        #expect(ingested.status == 0, "\(ingested)")
    }

    @Test func `every report is whole without scripts and without a network`() throws {
        let workplace = try Workplace()
        try examples(workplace)
        let browser = try HeadlessBrowser()
        let reports = [
            ["trend", "--by", "month"], ["recurring"], ["files", "--by", "month"], ["reviewers"], ["patterns"],
            ["digest"], ["compare", "2026-05", "2026-08"], ["file", "tests/booking/test_seat_hold.py"],
        ]
        for arguments in reports {
            let page = try report(arguments, in: workplace)
            for (width, isDark) in [(1_280, false), (390, true)] {
                try browser.open(page, width: width, isDark: isDark, scripts: false)
                let name = "\(arguments) at \(width)"
                #expect(browser.complaints.isEmpty, "\(name): \(browser.complaints)")
                #expect(browser.requests.isEmpty && browser.files == 1, "\(name): \(browser.requests)")
                #expect(try browser.count("document.querySelectorAll('h1').length") == 1, "\(name)")
                #expect(try browser.count("document.querySelectorAll('table').length") > 0, "\(name)")
                #expect(
                    try browser.holds("document.documentElement.scrollWidth <= innerWidth"),
                    "\(name) is wider than the screen")
                #expect(
                    try browser.count(
                        "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(a.hash.slice(1))).length"
                    ) == 0, "\(name) has links to nowhere")
                let paper = try browser.text("getComputedStyle(document.body).backgroundColor")
                let light = paper.split { !$0.isNumber }.first.flatMap { Int($0) } ?? -1
                #expect(isDark ? light < 64 : light > 192, "\(name): \(paper)")
            }
        }
    }

    @Test func `the charts of the trend are drawn, and each has its numbers`() throws {
        let workplace = try Workplace()
        try examples(workplace)
        let browser = try HeadlessBrowser()
        let page = try report(["trend", "--by", "month"], in: workplace)
        for width in [1_280, 390] {
            try browser.open(page, width: width)
            let drawn =
                "[...document.querySelectorAll('figure svg.chart')].filter(s => s.getBoundingClientRect().height > 90)"
            #expect(try browser.count("\(drawn).length") >= 5)
            #expect(
                try browser.count("\(drawn).filter(s => s.getBoundingClientRect().right > innerWidth + 1).length") == 0)
            let texts = "\(drawn).map(s => [...s.querySelectorAll('text')].map(t => t.getBoundingClientRect()))"
            #expect(
                try browser.count("\(texts).flat().filter(t => t.left < -1 || t.right > innerWidth + 1).length") == 0,
                "a chart's text is cut at \(width)")
            #expect(
                try browser.count(
                    """
                    \(texts).map(all => all.filter((a, i) => all.some((b, j) => j > i && a.left < b.right - 1 \
                    && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)).length).reduce((a, b) => a + b, 0)
                    """) == 0, "texts of a chart overlap at \(width)")
            #expect(
                try browser.count(
                    "[...document.querySelectorAll('figure:has(svg.chart)')].filter(f => !f.parentElement.querySelector('details.numbers table')).length"
                ) == 0)
        }
    }

    @Test func `the keyboard leads through the page`() throws {
        let workplace = try Workplace()
        try examples(workplace)
        let browser = try HeadlessBrowser()
        try browser.open(report(["recurring"], in: workplace))
        try browser.pressTab()
        #expect(try browser.text("document.activeElement.className") == "skip")
        #expect(try browser.holds("document.activeElement.getBoundingClientRect().top >= 0"), "the skip link is seen")
        try browser.pressEnter()
        #expect(try browser.text("location.hash") == "#report")
        // From an issue in a table to the issue in full, which opens.
        #expect(
            try browser.holds(
                "(document.querySelector('td a, th a').focus(), document.activeElement.hash.startsWith('#issue-'))"))
        try browser.pressEnter()
        for _ in 0..<50 {
            if try browser.holds("document.getElementById(location.hash.slice(1)).closest('details').open") { break }
            usleep(20_000)
        }
        #expect(try browser.holds("document.getElementById(location.hash.slice(1)).closest('details').open"))
        // Another one by its own summary.
        #expect(try browser.holds("(document.querySelector('details.card:not([open]) summary').focus(), true)"))
        try browser.pressEnter()
        #expect(try browser.holds("document.activeElement.parentElement.open"))
        #expect(
            try browser.holds("getComputedStyle(document.activeElement).outlineStyle !== 'none'"), "the focus is seen")
    }

    @Test func `a site's pages lead to each other, and its filter is a help alone`() throws {
        let workplace = try Workplace()
        try examples(workplace)
        let made = try workplace.refrain("report", "site", "--out", "site")
        #expect(made.status == 0, "\(made)")
        let site = workplace.folder.appending(path: "site")
        var pages: [String: String] = [:]
        for place in try FileManager.default.subpathsOfDirectory(atPath: site.path(percentEncoded: false))
        where place.hasSuffix(".html") {
            pages[place] = try String(contentsOf: site.appending(path: place), encoding: .utf8)
        }
        #expect(pages.count == 8 + 8 + 30, "\(pages.keys.sorted())")
        for (place, text) in pages {
            for link in text.components(separatedBy: " href=\"").dropFirst().map({ String($0.prefix { $0 != "\"" }) })
            where !link.hasPrefix("http") {
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                let folder = place.contains("/") ? String(place.prefix { $0 != "/" }) + "/" : ""
                var target = parts[0].isEmpty ? place : folder + parts[0]
                if parts[0].hasPrefix("../") { target = String(parts[0].dropFirst(3)) }
                #expect(pages[target] != nil, "\(place) leads to \(link)")
                if parts.count > 1 {
                    #expect(pages[target]?.contains(" id=\"\(parts[1])\"") == true, "\(place): \(link)")
                }
            }
        }
        let browser = try HeadlessBrowser()
        try browser.open(site.appending(path: "issues.html"), scripts: false)
        let shown = "[...document.querySelectorAll('table.filterable tbody tr')].filter(r => !r.hidden).length"
        let all = try browser.count(shown)
        #expect(all > 20)
        #expect(try browser.count("document.querySelectorAll('input').length") == 0)
        try browser.open(site.appending(path: "issues.html"))
        #expect(browser.complaints.isEmpty, "\(browser.complaints)")
        #expect(browser.requests.isEmpty && browser.files == 1)
        #expect(try browser.holds("(document.querySelector('.filter input').focus(), true)"))
        try browser.send("Input.insertText", ["text": "checkout"])
        let narrowed = try browser.count(shown)
        #expect(narrowed > 0 && narrowed < all)
        #expect(try browser.text("document.querySelector('output').textContent").contains("of \(all)"))

        let again = try workplace.refrain("report", "site", "--out", "site")
        #expect(again.status == 0, "a site is replaced: \(again)")
        try workplace.write("mine", to: "notes/mine.txt")
        let refused = try workplace.refrain("report", "site", "--out", "notes")
        #expect(refused.status == 2 && refused.errors.contains("no site of refrain"), "\(refused)")
    }
}
