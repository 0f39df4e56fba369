import Mustache

// The templates' values by name. Without these they would be looked up by reflection, which took most of the time of a site.

extension HTMLPage: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "title": title
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
        case "isTruncated": isTruncated
        case "chart": chart
        case "commands": commands
        case "caption": caption
        case "columns": columns
        case "rows": rows
        case "hasCards": hasCards
        case "cards": cards
        case "isFilterable": isFilterable
        default: nil
        }
    }
}

extension HTMLPage.Column: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "heading": heading
        case "kind": kind
        default: nil
        }
    }
}

extension HTMLPage.Row: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "cells": cells
        default: nil
        }
    }
}

extension HTMLPage.Cell: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "text": text
        case "label": label
        case "kind": kind
        case "isHeading": isHeading
        case "isTagged": isTagged
        case "tag": tag
        case "hasNote": hasNote
        case "noteKind": noteKind
        case "textParts": textParts
        case "isNames": isNames
        case "noteParts": noteParts
        case "hasLink": hasLink
        case "href": href
        case "hasCourse": hasCourse
        case "course": course
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

extension HTMLCard: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "isFolded": isFolded
        case "hasAnchor": hasAnchor
        case "anchor": anchor
        case "title": title
        case "hasSeverity": hasSeverity
        case "severity": severity
        case "hasState": hasState
        case "state": state
        case "hasPlace": hasPlace
        case "placeParts": placeParts
        case "hasPlaceLink": hasPlaceLink
        case "placeHref": placeHref
        case "hasTitleLink": hasTitleLink
        case "titleHref": titleHref
        case "facts": facts
        case "quotes": quotes
        case "hasQuotes": hasQuotes
        case "events": events
        case "hasEvents": hasEvents
        case "command": command
        case "hasCommand": hasCommand
        default: nil
        }
    }
}

extension HTMLCard.Quote: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "hasTitle": hasTitle
        case "title": title
        case "blocks": blocks
        case "hasSource": hasSource
        case "source": source
        case "hasLines": hasLines
        case "lines": lines
        case "hasLink": hasLink
        case "href": href
        case "hasReview": hasReview
        case "reviewHref": reviewHref
        case "hasOmission": hasOmission
        case "omission": omission
        default: nil
        }
    }
}

extension HTMLCard.Event: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "at": at
        case "day": day
        case "kind": kind
        case "text": text
        case "hasReview": hasReview
        case "reviewHref": reviewHref
        default: nil
        }
    }
}

extension ReviewedProse.Block: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "isCode": isCode
        case "parts": parts
        default: nil
        }
    }
}

extension ReviewedProse.Part: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "isCode": isCode
        case "text": text
        default: nil
        }
    }
}
