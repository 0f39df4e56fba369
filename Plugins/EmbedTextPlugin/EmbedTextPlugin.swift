import Foundation
import PackagePlugin

/// Embeds the text files (.sql, .tsv, .mustache, .css) in a target's folders, so that a copied executable needs no
/// resource bundle beside it.
@main
struct EmbedTextPlugin: BuildToolPlugin {
    private static let extensions: Set<String> = ["sql", "tsv", "mustache", "css"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let inputs = try textFiles(below: target.directoryURL)
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedText.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(inputs.count) text files of \(target.name)",
                executable: try context.tool(named: "embed-text").url,
                arguments: [output.path(percentEncoded: false)] + inputs.map { $0.path(percentEncoded: false) },
                inputFiles: inputs,
                outputFiles: [output])
        ]
    }

    /// The text files in the folders of `directory`, symbolic links to folders followed, one level deep.
    private func textFiles(below directory: URL) throws -> [URL] {
        let files = FileManager.default
        return try files.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
            .map { $0.resolvingSymlinksInPath() }
            .filter { (try? $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true }
            .flatMap { try files.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) }
            .filter { Self.extensions.contains($0.pathExtension) }
            .sorted { $0.path < $1.path }
    }
}
