/// Whether a history is linearizable (Herlihy and Wing, 1990): whether there is one order of its
/// requests that the model can give, in which each takes effect between its beginning and its end.
///
/// The search of Wing and Gong (1993) with Lowe's memory ("Testing for linearizability", 2017):
/// whatever request may come first is tried first, and no set of requests is tried twice from the
/// same state. Histories are to be cut by key before: linearizability is local, and the search is
/// exponential in the number of requests at a time.
///
/// - Complexity: O(requests × at a time) for histories that hold and have few unknown outcomes;
///   never more than `limit` steps, each O(requests / 64).
public struct Linearizability<Model: SequentialModel>: Sendable {
  public typealias Item = Request<Model.Input, Model.Output>

  public var model: Model
  /// Steps of the model, and so remembered states too, at most.
  public var limit: Int

  public init(_ model: Model, limit: Int = 1_000_000) {
    self.model = model
    self.limit = limit
  }

  public func check(_ requests: [Item]) -> Verdict {
    var search = Search(requests)
    return search.run(model, limit)
  }

  /// A doubly linked list of beginnings and ends in the order of time; what is placed is lifted out.
  private struct Search {
    private struct Node {
      var request: Int
      var isEnd: Bool
      var before: Int
      var after: Int
    }

    private struct Seen: Hashable {
      var placed: [UInt64]
      var state: Model.State
    }

    private let requests: [Item]
    /// The first is the list's head.
    private var nodes: [Node] = []
    private var endOf: [Int]
    /// Answered requests that are not placed yet.
    private var left = 0
    private var placed: [UInt64]
    private var seen: Set<Seen> = []

    init(_ requests: [Item]) {
      self.requests = requests
      endOf = [Int](repeating: -1, count: requests.count)
      placed = [UInt64](repeating: 0, count: (requests.count + 63) / 64)
      var order: [(time: UInt64, isEnd: Bool, request: Int)] = []
      for (number, request) in requests.enumerated() {
        order.append((request.began, false, number))
        // What is unknown has no end: it may come at any time, or never.
        if request.output != nil {
          order.append((request.ended, true, number))
          left += 1
        }
      }
      order.sort {
        ($0.time, $0.isEnd ? 1 : 0, $0.request) < ($1.time, $1.isEnd ? 1 : 0, $1.request)
      }
      nodes.append(Node(request: -1, isEnd: false, before: -1, after: order.isEmpty ? -1 : 1))
      for (place, item) in order.enumerated() {
        if item.isEnd { endOf[item.request] = place + 1 }
        nodes.append(
          Node(
            request: item.request, isEnd: item.isEnd, before: place,
            after: place + 1 < order.count ? place + 2 : -1))
      }
    }

    mutating func run(_ model: Model, _ limit: Int) -> Verdict {
      var state = model.initial
      var stack: [(node: Int, state: Model.State)] = []
      var node = nodes[0].after
      var steps = 0
      var deepest = -1
      var stuck = 0
      while left > 0 {
        if node > 0, !nodes[node].isEnd {
          steps += 1
          if steps > limit { return .undecided(steps: limit) }
          let number = nodes[node].request
          let request = requests[number]
          // An unknown one that changes nothing need not be placed at all.
          if let next = model.step(state, request.input, request.output),
            request.output != nil || next != state
          {
            placed[number / 64] |= 1 << UInt64(number % 64)
            if seen.insert(Seen(placed: placed, state: next)).inserted {
              stack.append((node, state))
              state = next
              lift(node)
              if request.output != nil { left -= 1 }
              node = nodes[0].after
              continue
            }
            placed[number / 64] &= ~(1 << UInt64(number % 64))
          }
          node = nodes[node].after
          continue
        }
        // Somebody's end is here and it was not placed before: an earlier choice was wrong.
        if stack.count > deepest {
          deepest = stack.count
          stuck = node > 0 ? nodes[node].request : 0
        }
        guard let last = stack.popLast() else { return .broken(at: stuck) }
        let number = nodes[last.node].request
        state = last.state
        placed[number / 64] &= ~(1 << UInt64(number % 64))
        if requests[number].output != nil { left += 1 }
        unlift(last.node)
        node = nodes[last.node].after
      }
      return .holds
    }

    private mutating func lift(_ node: Int) {
      unlink(node)
      let end = endOf[nodes[node].request]
      if end > 0 { unlink(end) }
    }

    private mutating func unlift(_ node: Int) {
      let end = endOf[nodes[node].request]
      if end > 0 { link(end) }
      link(node)
    }

    private mutating func unlink(_ node: Int) {
      nodes[nodes[node].before].after = nodes[node].after
      if nodes[node].after > 0 { nodes[nodes[node].after].before = nodes[node].before }
    }

    private mutating func link(_ node: Int) {
      nodes[nodes[node].before].after = node
      if nodes[node].after > 0 { nodes[nodes[node].after].before = node }
    }
  }
}
