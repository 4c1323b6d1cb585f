internal import Messages
public import Units

/// What schedules should have done and what they did, from the events that tell of them: every change
/// of a schedule is one event at one place in the log, so that which definition was in force when is
/// exact; and what falls due under it is computed by `ReferenceCron`.
public struct ScheduleStory: Sendable {
  /// Zones by name; a schedule in another one is left out.
  public var zones: [String: ReferenceZone]
  /// How long, at worst, a due time may wait for somebody to decide it; where an outage is known,
  /// for as long as that.
  public var patience: Timeout
  /// Spans of stamped time in which nobody could decide, or in which the clock jumped. Nil: those that
  /// the recording shows.
  public var outages: [ClosedRange<Instant>]?

  public init(
    zones: [String: ReferenceZone] = [:], patience: Timeout = .seconds(3),
    outages: [ClosedRange<Instant>]? = nil
  ) {
    self.zones = zones.merging(["UTC": .utc]) { own, _ in own }
    self.patience = patience
    self.outages = outages
  }

  /// A definition as a schedule's value: `expression in zone`.
  public static func value(_ expression: String, in zone: String) -> String {
    "\(expression) in \(zone)"
  }

  /// A change or a decision, in the order of the log.
  private struct Chapter {
    var time: Instant
    var version: UInt64
    var kind: Kind

    enum Kind {
      case created
      /// What that version says is in force again.
      case resumed
      /// In force where it was not paused.
      case changes
      /// Paused or deleted: nothing is.
      case ends
      case decides(History.Decision)
    }
  }

  /// Adds what `recording` tells of schedules, where one subscriber saw everything, up to `end` in
  /// stamped time.
  public func tell(
    _ recording: Recording, _ requests: [LoggedRequest], until end: Instant,
    into history: inout History
  ) {
    let definitions = ScheduleStory.definitions(requests)
    let asked = ScheduleStory.asked(recording)
    let outages = self.outages ?? Silences.outages(in: recording)
    let stories = ScheduleStory.chapters(recording)
    let told = Set(stories.map(\.name))
    for name in ScheduleStory.created(requests) where !told.contains(name) {
      history.untold.append(History.Untold(name: name, why: .traceless))
    }
    for (name, chapters) in stories {
      var story = Telling(patience: patience, outages: outages)
      for chapter in chapters {
        switch chapter.kind {
        case .decides(let decision): story.decided(decision)
        case .created, .resumed, .changes:
          if case .changes = chapter.kind, story.isPaused { continue }
          story.close(at: chapter.time)
          let value = definitions[Key(name: name, version: chapter.version)]
          story.open(at: chapter.time, value.flatMap(read))
        case .ends: story.close(at: chapter.time)
        }
      }
      story.close(at: end)
      history.decisions += story.decisions
      guard story.isWhole else {
        // One version that nobody read leaves a hole: nothing exact can be said.
        var why = History.Untold.Reason.uncertain
        if !asked.contains(name) {
          guard !story.decisions.isEmpty else { continue }
          let isNew = chapters.contains { if case .created = $0.kind { true } else { false } }
          why = isNew ? .undefined : .older
        }
        history.untold.append(History.Untold(name: name, why: why))
        continue
      }
      history.schedules.append(
        History.Schedule(
          name: name, due: story.due, uncertain: Set(story.uncertain), lateness: patience,
          outages: outages))
    }
  }

  /// Schedules that somebody in the recording spoke of.
  private static func asked(_ recording: Recording) -> Set<String> {
    var names: Set<String> = []
    for call in recording.calls {
      if case .define(.schedule, let name, _) = call.operation { names.insert(name) }
    }
    return names
  }

  /// Those that their makers were told of, in the order of asking.
  private static func created(_ requests: [LoggedRequest]) -> [String] {
    requests.compactMap { request in
      if case .define(.schedule, let name, .create) = request.operation,
        case .record? = request.answer
      {
        return name
      }
      return nil
    }
  }

  private struct Key: Hashable {
    var name: String
    var version: UInt64
  }

  /// What each version of each schedule says, by whoever wrote or read it.
  private static func definitions(_ requests: [LoggedRequest]) -> [Key: String] {
    var found: [Key: String] = [:]
    for request in requests {
      if case .define(.schedule, let name, _) = request.operation,
        case .record(let value, _, let version)? = request.answer
      {
        found[Key(name: name, version: version)] = value
      }
    }
    return found
  }

  private func read(_ value: String) -> (ReferenceCron, ReferenceZone)? {
    let words = value.split(separator: " ")
    guard words.count > 2, words[words.count - 2] == "in", let name = words.last,
      let zone = zones[String(name)],
      let cron = ReferenceCron(words.dropLast(2).joined(separator: " "))
    else { return nil }
    return (cron, zone)
  }

  private static func chapters(_ recording: Recording) -> [(name: String, chapters: [Chapter])] {
    var events: [UInt64: Observation.Event] = [:]
    for sight in recording.sights {
      guard case .event(let event) = sight.observation, event.name.hasPrefix("schedule.") else {
        continue
      }
      events[event.offset] = event
    }
    var stories: [(name: String, chapters: [Chapter])] = []
    var places: [String: Int] = [:]
    for offset in events.keys.sorted() {
      guard let event = events[offset], let json = try? JSON(parsing: event.payload),
        let kind = kind(event, json)
      else { continue }
      let chapter = Chapter(
        time: event.time, version: number(json["version"]) ?? 0, kind: kind)
      if let place = places[event.key] {
        stories[place].chapters.append(chapter)
      } else {
        places[event.key] = stories.count
        stories.append((event.key, [chapter]))
      }
    }
    return stories
  }

  private static func kind(_ event: Observation.Event, _ json: JSON) -> Chapter.Kind? {
    switch event.name {
    case "schedule.created": return .created
    case "schedule.resumed": return .resumed
    case "schedule.updated": return .changes
    case "schedule.paused", "schedule.deleted": return .ends
    case "schedule.fired":
      guard let due = instant(json["due"]), let count = number(json["stands_for"]), count > 0,
        let id = json["execution"]?.text.flatMap({ RecordID(text: $0) })
      else { return nil }
      return .decides(
        History.Decision(
          schedule: event.key, first: due, last: due, count: count,
          kind: count == 1 ? .execution(id) : .madeUp(id), decided: event.time))
    case "schedule.skipped":
      return instant(json["due"]).map {
        .decides(
          History.Decision(
            schedule: event.key, due: $0, kind: .skipped, decided: event.time))
      }
    case "schedule.missed":
      guard let first = instant(json["first"]), let last = instant(json["last"]),
        let count = number(json["count"])
      else { return nil }
      return .decides(
        History.Decision(
          schedule: event.key, first: first, last: last, count: count, kind: .skipped,
          decided: event.time))
    default: return nil
    }
  }

  /// Numbers may be written as text, as 64-bit numbers are in proto3's JSON.
  private static func number(_ json: JSON?) -> UInt64? {
    switch json {
    case .number(let text)?, .string(let text)?: UInt64(text)
    default: nil
    }
  }

  /// RFC 3339 in UTC, with or without decimals.
  static func instant(_ json: JSON?) -> Instant? {
    guard let text = json?.text else { return nil }
    let parts = text.split { "-T:.Z".contains($0) }
    guard text.hasSuffix("Z"), (6...7).contains(parts.count), let year = Int64(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2]), let hour = Int64(parts[3]),
      let minute = Int64(parts[4]), let second = Int64(parts[5])
    else { return nil }
    var microseconds: Int64 = 0
    if parts.count == 7 {
      guard let fraction = Int64((parts[6] + "000000").prefix(6)) else { return nil }
      microseconds = fraction
    }
    let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
    return Instant(
      microseconds: (days * 86_400 + hour * 3_600 + minute * 60 + second) * 1_000_000
        + microseconds)
  }
}

/// One schedule's story while it is told.
private struct Telling {
  let patience: Timeout
  let outages: [ClosedRange<Instant>]
  private(set) var due: [Instant] = []
  private(set) var uncertain: [Instant] = []
  private(set) var decisions: [History.Decision] = []
  private(set) var isWhole = true
  private var rule: (cron: ReferenceCron, zone: ReferenceZone)?
  /// Since when a definition is in force; nil while it is paused or gone.
  private var since: Instant?
  /// The newest due time that was decided.
  private var settled = Instant.epoch

  init(patience: Timeout, outages: [ClosedRange<Instant>]) {
    self.patience = patience
    self.outages = outages
  }

  var isPaused: Bool { since == nil }

  mutating func open(at time: Instant, _ rule: (ReferenceCron, ReferenceZone)?) {
    if rule == nil { isWhole = false }
    self.rule = rule.map { (cron: $0.0, zone: $0.1) }
    since = time
  }

  /// What was in force so far is so no longer. What had fallen due and was not decided yet may be
  /// decided by what follows, or be void with it: a changed definition takes its place.
  mutating func close(at end: Instant) {
    guard let start = since else { return }
    since = nil
    guard let rule else { return }
    for instant in rule.cron.due(after: start, through: end, in: rule.zone) {
      let isOpen = instant > settled && mayWait(instant, until: end)
      if isOpen { uncertain.append(instant) } else { due.append(instant) }
    }
  }

  /// Whether nobody may have decided a due time yet.
  private func mayWait(_ instant: Instant, until end: Instant) -> Bool {
    History.Schedule.latest(for: instant, lateness: patience, outages: outages).instant > end
  }

  mutating func decided(_ decision: History.Decision) {
    settled = max(settled, decision.last)
    guard decision.count > 1, decision.first == decision.last else {
      return decisions.append(decision)
    }
    // It names the newest one and how many it stands for: those right before it.
    var whole = decision
    var known = due + uncertain
    if let rule, let since {
      known += rule.cron.due(after: since, through: decision.last, in: rule.zone)
    }
    let before = known.sorted().filter { $0 <= decision.last }.suffix(Int(clamping: decision.count))
    if before.count == Int(clamping: decision.count), let first = before.first {
      whole.first = first
    }
    decisions.append(whole)
  }
}
