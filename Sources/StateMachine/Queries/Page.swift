import Messages
import Units

/// Which page of a list is asked for.
struct Page: Sendable {
  static let usual = 50
  static let most = 1_000

  var size: Int
  var filter: Filter
  /// Whether the newest come first, which is the rule.
  var isDescending: Bool
  /// The key of the last record of the page before: an id, an offset, or a place; 0 for the first
  /// page.
  var after: UInt64
  /// Of filter and order: a token goes on with the same list only.
  private var list: Hash128

  init(
    _ size: UInt32, _ token: String, _ filter: String, _ order: String, fields: [String],
    path: String = ""
  ) throws(Failure) {
    guard size <= Page.most else {
      throw .field(
        "page_size", .fieldInvalid, "at most \(Page.most) records are in a page, not \(size)")
    }
    self.size = size == 0 ? Page.usual : Int(size)
    self.filter = try Filter(parsing: filter, fields: fields)
    switch order {
    case "", "create_time desc": isDescending = true
    case "create_time", "create_time asc": isDescending = false
    default:
      throw .field(
        "order_by", .fieldInvalid, "'\(order)' is no order: create_time or create_time desc")
    }
    list = Hash128(of: Bytes("\(path)\u{0}\(filter)\u{0}\(isDescending)".utf8))
    after = 0
    if !token.isEmpty { after = try Page.key(token, list) }
  }

  private static func key(_ token: String, _ list: Hash128) throws(Failure) -> UInt64 {
    guard token.utf8.count == 26, let key = RecordID(text: String(token.prefix(13))),
      let check = RecordID(text: String(token.suffix(13))), check.rawValue == list.low
    else {
      throw .field(
        "page_token", .pageTokenInvalid,
        "it is not of this list, or filter and order are not as they were: begin anew")
    }
    return key.rawValue
  }

  /// The token of the page after the one that ends with `key`.
  func token(_ key: UInt64) -> String { RecordID(key).text + RecordID(list.low).text }

  /// Whether a record with this key lies behind the page before.
  func isBehind(_ key: UInt64) -> Bool {
    after == 0 || (isDescending ? key < after : key > after)
  }

  /// A page of `items`, which ascend by their keys. At most `mostLooked` are looked at.
  func cut<Item, Message>(
    _ items: some RandomAccessCollection<Item>, key: (Item) -> UInt64,
    _ render: (Item) -> Message, _ value: (Item, String) -> Filter.Value
  ) -> (messages: [Message], token: String, note: ListNote?) {
    var messages: [Message] = []
    var looked: UInt64 = 0
    var last: UInt64 = 0
    func look(_ item: Item) -> String? {
      guard isBehind(key(item)) else { return nil }
      if messages.count == size || looked == Page.mostLooked { return token(last) }
      looked += 1
      last = key(item)
      if filter.terms.isEmpty || filter.matches({ value(item, $0) }) {
        messages.append(render(item))
      }
      return nil
    }
    var next: String?
    if isDescending {
      for item in items.reversed() {
        next = look(item)
        if next != nil { break }
      }
    } else {
      for item in items {
        next = look(item)
        if next != nil { break }
      }
    }
    let stopped = next != nil && messages.count < size
    return (
      messages, next ?? "", stopped ? ListNote(stoppedEarly: true, scanned: looked) : nil
    )
  }

  /// Records that one page looks at, most.
  static let mostLooked: UInt64 = 20_000
}
