import Foundation
import GRPC
import Glibc
import NIOCore
import NIOPosix
import Testing

/// A start that cannot be says why in one sentence, and exits with the status for it.
extension ProcessTests {
  @Suite struct StartTests {
    /// What is said and the status, of a start that must fail within ten seconds.
    private func refused(_ arguments: [String]) async throws -> (Int32?, String) {
      let directory = try TemporaryDirectory()
      let program = try Program(Products.clusterd, arguments, log: directory.path + "/log")
      let status = try await program.ended(within: .seconds(10))
      let lines = program.output.split(separator: "\n")
      return (status, lines.last.map(String.init) ?? "")
    }

    @Test func aMisspeltSettingIsNamedWithItsLine() async throws {
      let directory = try TemporaryDirectory()
      let path = directory.path + "/clusterd.json"
      try "{\n  \"worker\": 4\n}\n".write(toFile: path, atomically: true, encoding: .utf8)
      let (status, said) = try await refused(["--config", path, "--data", directory.path + "/d"])
      #expect(status == 78)
      #expect(
        said == "clusterd: \(path), line 2: there is no setting 'worker'; did you mean 'workers'?")
    }

    @Test func aPortInUseIsNamed() async throws {
      let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .bind(host: "127.0.0.1", port: 0).get()
      let port = try #require(channel.localAddress?.port)
      let directory = try TemporaryDirectory()
      let (status, said) = try await refused([
        "--listen", "127.0.0.1:\(port)", "--data", directory.path + "/d", "--found",
      ])
      try await channel.close()
      #expect(status == 69)
      #expect(
        said == "clusterd: cannot listen on 127.0.0.1:\(port): the port is in use; stop whoever "
          + "holds the address, or choose another with --listen")
    }

    @Test func aDirectoryInUseNamesItsHolder() async throws {
      let directory = try TemporaryDirectory()
      let ports = try await Ports.free(2)
      let data = directory.path + "/d"
      let holder = try Program(
        Products.clusterd, ["--listen", "\(ports[0])", "--data", data, "--found"],
        log: directory.path + "/log")
      try await eventually("a node that listens") { holder.output.contains("listening") }
      let (status, said) = try await refused(["--listen", "\(ports[1])", "--data", data, "--found"])
      #expect(status == 75)
      #expect(said.contains("process \(holder.pid)") && said.contains(data), "\(said)")
      holder.kill(SIGTERM)
      #expect(try await holder.ended(within: .seconds(15)) == 0)
    }

    @Test func anAddressForOthersNeedsAWord() async throws {
      let directory = try TemporaryDirectory()
      let (status, said) = try await refused([
        "--listen", "0.0.0.0:7600", "--data", directory.path + "/d", "--found",
      ])
      #expect(status == 78)
      #expect(
        said == "clusterd: 0.0.0.0:7600 is not a loopback address, and there is no TLS yet: listen "
          + "on 127.0.0.1, or give --allow-plaintext where the network is yours alone")
    }

    @Test func withoutADirectoryNothingStarts() async throws {
      let (status, said) = try await refused(["--listen", "127.0.0.1:0"])
      #expect(status == 64)
      #expect(
        said == "clusterd: no data directory is given: name one with --data (or CARILLON_DATA, or "
          + "'data')")
    }

    @Test func anEmptyDirectoryWithoutAWayInIsRefused() async throws {
      let directory = try TemporaryDirectory()
      let (status, said) = try await refused([
        "--listen", "127.0.0.1:0", "--data", directory.path + "/d",
      ])
      #expect(status == 78)
      #expect(said.contains("--found") && said.contains("--join"), "\(said)")
    }

    @Test func aDamagedStateIsNotBelieved() async throws {
      let directory = try TemporaryDirectory()
      let data = directory.path + "/d"
      try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
      try "not an identity".write(
        toFile: data + "/identity", atomically: true, encoding: .utf8)
      let (status, said) = try await refused([
        "--listen", "127.0.0.1:0", "--data", data, "--found",
      ])
      #expect(status == 65)
      #expect(said.contains(data), "\(said)")
    }
  }
}
