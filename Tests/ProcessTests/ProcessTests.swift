import Testing

/// Whole clusters of real processes with real disks, one after the other: they share two cores.
@Suite(.serialized) struct ProcessTests {}
