internal import Journal
internal import Messages
internal import Raft
internal import Replica
internal import StateMachine
internal import Storage
internal import Units

/// What a store holds, read without a node.
enum StoredState {
  static func load(_ store: borrowing StateStore) throws(RecoveryFailure) -> StateMachine {
    let directory = store.directory
    func damaged(_ what: String) -> RecoveryFailure {
      RecoveryFailure(.data, "the state in \(directory): \(what)")
    }
    var loader = StateMachine.Loader()
    var range = Keys.decisions
    while true {
      let page: StateScan.Page
      do throws(StorageError) {
        page = try store.scan(
          StateScan(lower: range.lower, upper: range.upper, limit: 16_384, byteLimit: 8 << 20))
      } catch { throw RecoveryFailure(error) }
      do throws(Failure) {
        for row in page.rows { try loader.add(row.key, row.value) }
      } catch { throw damaged(error.message) }
      guard page.hasMore, let last = page.rows.last else { break }
      range.lower = last.key + [0]
    }
    do throws(Failure) {
      return try loader.finish()
    } catch { throw damaged(error.message) }
  }

  static func configurations(
    _ store: borrowing StateStore
  ) throws(RecoveryFailure) -> StoredConfigurations {
    let record: Bytes?
    do throws(StorageError) {
      record = try store.get(StoredConfigurations.key)
    } catch { throw RecoveryFailure(error) }
    guard let record else { return StoredConfigurations() }
    guard let stored = StoredConfigurations(decoding: record) else {
      throw RecoveryFailure(
        .data, "the state in \(store.directory): its record of configurations is malformed")
    }
    return stored
  }

  /// Applies entries up to and including `last`, as every node would have, and writes what they change.
  static func replay(
    _ log: borrowing RaftLog, through last: LogIndex, into machine: inout StateMachine,
    _ store: borrowing StateStore, progress: RecoveryProgress
  ) throws(RecoveryFailure) {
    let first = machine.index
    var output = ApplyOutput(wantsAnswers: false)
    while machine.index < last {
      let page: [JournalEntry]
      do throws(StorageError) {
        page = try log.read(from: machine.index.next(), through: last, maxBytes: 8 << 20)
      } catch { throw RecoveryFailure(error) }
      var batch = StateBatch()
      for entry in page {
        guard let kind = EntryKind(rawValue: entry.kind) else {
          throw RecoveryFailure(
            .data, "entry \(entry.index) of the log is of kind \(entry.kind), unknown here",
            advice: "take a newer program")
        }
        if kind == .command {
          machine.apply(
            index: entry.index, term: entry.term, batch: entry.payload, into: &output)
          if let unknown = output.unknown {
            throw RecoveryFailure(
              .data,
              "entry \(entry.index) of the log brings \(unknown), and this program knows machine "
                + "versions up to \(machine.knownVersion)",
              advice: "take the cluster's release; nothing was changed")
          }
        } else {
          machine.advance(index: entry.index, term: entry.term)
        }
        for change in output.changes {
          if let value = change.value {
            batch.put(change.key, value)
          } else {
            batch.delete(change.key)
          }
        }
        output.removeAll()
      }
      do throws(StorageError) { try store.write(batch) } catch { throw RecoveryFailure(error) }
      progress(
        UInt64(machine.index.distance(from: first)), UInt64(last.distance(from: first)))
    }
  }

  /// What is known of members once the entries up to `last` are applied, read and not applied.
  static func members(
    _ machine: borrowing StateMachine, _ log: borrowing RaftLog, through last: LogIndex
  ) throws(RecoveryFailure) -> [MemberRecord] {
    var records = machine.allMembers
    var index = machine.index
    while index < last {
      let page: [JournalEntry]
      do throws(StorageError) {
        page = try log.read(from: index.next(), through: last, maxBytes: 8 << 20)
      } catch { throw RecoveryFailure(error) }
      for entry in page {
        index = entry.index
        guard entry.kind == EntryKind.command.rawValue,
          var reader = CommandBatchReader(entry.payload)
        else { continue }
        while let item = reader.next() {
          guard item.kind == CommandKind.setMember.rawValue,
            let command = MemberCommand(item.body)
          else { continue }
          records.removeAll { $0.node == command.member.node }
          if !command.isRemoved { records.append(command.member) }
        }
      }
    }
    return records
  }

  /// The highest number that any member was given, as far as the state and the log's members know.
  static func highestNode(
    _ records: [MemberRecord], _ members: [Member], _ own: NodeID
  ) -> NodeID {
    var highest = own
    for record in records { highest = max(highest, record.node) }
    for member in members { highest = max(highest, member.id) }
    return highest
  }
}
