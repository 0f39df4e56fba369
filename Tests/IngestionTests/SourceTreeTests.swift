import FindingsModel
import Testing

@testable import Ingestion

@Suite struct `What a source text tells` {
    private func scopes(_ text: String) -> [String] {
        (SourceOutline.text(of: Array(text.utf8))?.scopes ?? []).map { "\($0.name) \($0.lines)" }
    }

    @Test func `tests and functions of many languages, each as far as it is indented`() {
        #expect(
            scopes(
                "class TestA:\n    def test_x(self):\n        a()\n\n        b()\n\n    async def test_y(self):\n        c()\n"
            )
                == ["test_x 2-5", "test_y 7-8"])
        #expect(
            scopes("func TestRun(t *testing.T) {\n\tx()\n}\n\nfunc (s *S) TestM() {\n\ty()\n}\n") == [
                "TestRun 1-3", "TestM 5-7",
            ])
        #expect(
            scopes("describe('d', () => {\n  it('adds two', async () => {\n    x();\n  });\n  test(\"b\", f);\n});\n")
                == ["adds two 2-4", "b 5"])
        #expect(scopes("  @Test\n  public void testAdd() throws X {\n    int y = f(2);\n  }\n") == ["testAdd 2-4"])
        #expect(scopes("@Test func `reads a name`() {\n    x()\n}\n") == ["reads a name 1-3"])
        #expect(scopes("  it \"adds\" do\n    x\n  end\n") == ["adds 1-3"])
        #expect(scopes("if (a) {\n  b()\n}\nx = f(1) {\nreturn g(2)\n") == [])
    }

    @Test func `the innermost scope holds a line`() {
        let text = SourceOutline.text(of: Array("def outer():\n  def inner():\n    a()\n  b()\nc()\n".utf8))
        #expect(text?.scope(at: 3)?.name == "inner")
        #expect(text?.scope(at: 4)?.name == "outer")
        #expect(text?.scope(at: 5) == nil)
        #expect(text?.lines.count == 5)
    }

    @Test func `renames are read as git writes them, and what is odd is left out`() {
        let hash = String(repeating: "ab12", count: 10)
        let log = "\(hash)\0\nR097\0old/a b.py\0new/a.py\0\(hash)\0\nR051\0first.py\0old/a b.py\0R\0R100\0cut"
        let found = SourceTree.renames(in: Array(log.utf8))
        #expect(found.map(\.path) == ["old/a b.py", "first.py"])
        #expect(found.map(\.similarity) == [97, 51])
        #expect(found.map(\.commit) == [hash, hash])
        #expect(SourceTree.renames(in: []).isEmpty)
    }

    @Test func `nothing is asked of git that could be an option, and a missing tree is no error`() async {
        let tree = SourceTree(folder: "/nonexistent-folder", repository: "o/n")
        #expect(await tree.text(of: "a.py", at: "--output=/tmp/x") == nil)
        #expect(await tree.text(of: "a.py", at: "abcdef1") == nil)
        #expect(await tree.commits(among: ["abcdef1", "--all"]).isEmpty)
        #expect(await tree.formerPaths(of: "a.py", at: "HEAD").isEmpty)
        #expect(tree.mayHold("O/N") && tree.mayHold(nil) && !tree.mayHold("o/other"))
    }
}
