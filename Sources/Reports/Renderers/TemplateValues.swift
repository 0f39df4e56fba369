import Mustache

// The templates' values by name. Without these they would be looked up by reflection, which took most of the time of a site.

extension HTMLPage: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "title": title
        case "heading": heading
        case "scope": scope
        case "generatedAt": generatedAt
        case "generatedText": generatedText
        case "lead": lead
        case "figures": figures
        case "hasFigures": hasFigures
        case "hasContents": hasContents
        case "sections": sections
        case "hasDetails": hasDetails
        case "details": details
        case "hasSources": hasSources
        case "sources": sources
        case "css": css
        case "hasNavigation": hasNavigation
        case "navigation": navigation
        case "hasScript": hasScript
        case "script": script
        case "policy": policy
        default: nil
        }
    }
}

extension HTMLPage.Statement: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "text": text
        case "hasNumber": hasNumber
        case "number": number
        default: nil
        }
    }
}

extension HTMLPage.KeyNumber: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "label": label
        case "value": value
        case "note": note
        case "reference": reference
        default: nil
        }
    }
}

extension HTMLPage.Source: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "number": number
        case "command": command
        default: nil
        }
    }
}

extension HTMLPage.Section: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "id": id
        case "title": title
        case "note": note
        case "noteKind": noteKind
        case "emptyText": emptyText
        case "isEmpty": isEmpty
        case "hasChart": hasChart
        case "hasTableOnly": hasTableOnly
        case "chart": chart
        case "commands": commands
        case "table": table
        case "cards": cards
        default: nil
        }
    }
}

extension PageContext.NavigationLink: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "title": title
        case "href": href
        case "isCurrent": isCurrent
        default: nil
        }
    }
}
