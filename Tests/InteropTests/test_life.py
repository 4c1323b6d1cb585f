"""The life of jobs, executions, schedules and events through every node, by stock grpcio."""

import json
import os
import subprocess
import threading
import time
import unittest
import uuid

import grpc
from google.protobuf import duration_pb2, timestamp_pb2
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase,
)
from grpc_status import rpc_status

from carillon.v1 import cluster_pb2, cluster_pb2_grpc
from carillon.v1 import events_pb2, events_pb2_grpc
from carillon.v1 import executions_pb2, executions_pb2_grpc
from carillon.v1 import jobs_pb2, jobs_pb2_grpc
from carillon.v1 import schedules_pb2, schedules_pb2_grpc
from carillon.v1 import types_pb2
from carillon.v1 import workers_pb2, workers_pb2_grpc

ENDPOINTS = os.environ["CARILLON_ENDPOINTS"].split(",")
STATE = executions_pb2.Execution.State

# The published service config: docs/clients.md.
SERVICE_CONFIG = json.dumps(
    {
        "methodConfig": [
            {
                "name": [{}],
                "retryPolicy": {
                    "maxAttempts": 5,
                    "initialBackoff": "0.05s",
                    "maxBackoff": "1s",
                    "backoffMultiplier": 2,
                    "retryableStatusCodes": ["UNAVAILABLE"],
                },
            }
        ],
        "loadBalancingConfig": [{"round_robin": {}}],
    }
)


def channel(*endpoints):
    """A stock channel to one node or, with retries, to several."""
    if len(endpoints) == 1:
        return grpc.insecure_channel(endpoints[0])
    target = "ipv4:" + ",".join(endpoints)
    return grpc.insecure_channel(target, options=[("grpc.service_config", SERVICE_CONFIG)])


class Node:
    """Stubs of every service over one channel."""

    def __init__(self, *endpoints):
        self.channel = channel(*endpoints)
        self.jobs = jobs_pb2_grpc.JobServiceStub(self.channel)
        self.executions = executions_pb2_grpc.ExecutionServiceStub(self.channel)
        self.schedules = schedules_pb2_grpc.ScheduleServiceStub(self.channel)
        self.events = events_pb2_grpc.EventServiceStub(self.channel)
        self.workers = workers_pb2_grpc.WorkerServiceStub(self.channel)
        self.cluster = cluster_pb2_grpc.ClusterServiceStub(self.channel)

    def close(self):
        self.channel.close()


def name(kind):
    return f"{kind}-{uuid.uuid4().hex[:10]}"


def key():
    return (("idempotency-key", uuid.uuid4().hex),)


def details(error):
    """ErrorInfo of a failed call, and its field violations."""
    status = rpc_status.from_call(error)
    info, fields = error_details_pb2.ErrorInfo(), []
    for detail in status.details if status else []:
        if detail.Is(error_details_pb2.ErrorInfo.DESCRIPTOR):
            detail.Unpack(info)
        if detail.Is(error_details_pb2.BadRequest.DESCRIPTOR):
            bad = error_details_pb2.BadRequest()
            detail.Unpack(bad)
            fields += [violation.field for violation in bad.field_violations]
    return info, fields


class EveryNode(unittest.TestCase):
    """Each test runs through each node."""

    def through_each(self, body):
        for endpoint in ENDPOINTS:
            with self.subTest(endpoint=endpoint):
                node = Node(endpoint)
                try:
                    body(node)
                finally:
                    node.close()

    def refused(self, code, reason, call, *arguments, **keywords):
        with self.assertRaises(grpc.RpcError) as caught:
            call(*arguments, **keywords)
        error = caught.exception
        self.assertEqual(error.code(), code, error.details())
        info, fields = details(error)
        self.assertEqual(info.reason, reason, error.details())
        self.assertEqual(info.domain, "carillon")
        return error, fields

    def make_job(self, node, **fields):
        job = jobs_pb2.Job(name=name("job"), handler="test/none", queue=name("queue"), **fields)
        return node.jobs.CreateJob(jobs_pb2.CreateJobRequest(job=job), timeout=10)

    def test_job(self):
        def body(node):
            job = self.make_job(node, description="first")
            self.assertEqual(len(job.id), 13)
            self.assertEqual(job.timeouts.attempt.seconds, 300)
            self.assertEqual(job.retry.retries, 3)
            same = node.jobs.GetJob(jobs_pb2.GetJobRequest(job=job.id), timeout=10)
            self.assertEqual(same, job)
            wanted = jobs_pb2.Job()
            wanted.CopyFrom(job)
            wanted.description = "second"
            changed = node.jobs.UpdateJob(
                jobs_pb2.UpdateJobRequest(job=wanted, expected_version=job.version), timeout=10
            )
            self.assertEqual(changed.description, "second")
            self.assertGreater(changed.version, job.version)
            self.refused(
                grpc.StatusCode.ABORTED,
                "VERSION_MISMATCH",
                node.jobs.UpdateJob,
                jobs_pb2.UpdateJobRequest(job=wanted, expected_version=job.version),
                timeout=10,
            )
            self.refused(
                grpc.StatusCode.ALREADY_EXISTS,
                "ALREADY_EXISTS",
                node.jobs.CreateJob,
                jobs_pb2.CreateJobRequest(job=job),
                timeout=10,
            )
            off = node.jobs.DisableJob(jobs_pb2.DisableJobRequest(job=job.name), timeout=10)
            self.assertFalse(off.enabled)
            on = node.jobs.EnableJob(jobs_pb2.EnableJobRequest(job=job.name), timeout=10)
            self.assertTrue(on.enabled)
            listed = node.jobs.ListJobs(jobs_pb2.ListJobsRequest(page_size=1000), timeout=10)
            self.assertIn(job.name, [one.name for one in listed.jobs])
            node.jobs.DeleteJob(jobs_pb2.DeleteJobRequest(job=job.name), timeout=10)
            self.refused(
                grpc.StatusCode.NOT_FOUND,
                "NOT_FOUND",
                node.jobs.GetJob,
                jobs_pb2.GetJobRequest(job=job.name),
                timeout=10,
            )

        self.through_each(body)

    def test_execution_by_a_plain_worker(self):
        def body(node):
            job = self.make_job(node)
            request = executions_pb2.EnqueueRequest(job=job.name, payload=b'{"n":1}')
            metadata = key()
            first, call = node.executions.Enqueue.with_call(request, metadata=metadata, timeout=10)
            trailers = dict(call.trailing_metadata())
            self.assertIn("carillon-index", trailers)
            self.assertIn("carillon-node", trailers)
            again = node.executions.Enqueue(request, metadata=metadata, timeout=10)
            self.assertEqual(first.execution, again.execution)
            other = executions_pb2.EnqueueRequest(job=job.name, payload=b'{"n":2}')
            self.refused(
                grpc.StatusCode.INVALID_ARGUMENT,
                "IDEMPOTENCY_KEY_REUSED",
                node.executions.Enqueue,
                other,
                metadata=metadata,
                timeout=10,
            )
            waiting = node.executions.GetExecution(
                executions_pb2.GetExecutionRequest(execution=first.execution), timeout=10
            )
            self.assertEqual(waiting.state, STATE.PENDING)
            self.assertEqual(waiting.payload, b'{"n":1}')
            self.assertEqual(
                waiting.waiting.reason, executions_pb2.Waiting.Reason.NO_WORKER, waiting
            )
            worker = workers_pb2.Hello(
                name=name("worker"), queues=[job.queue], any_handler=True, capacity=4
            )
            session = node.workers.OpenSession(
                workers_pb2.OpenSessionRequest(hello=worker), timeout=10
            ).welcome.session
            leases = node.workers.LeaseExecutions(
                workers_pb2.LeaseExecutionsRequest(
                    session=session, count=4, wait=duration_pb2.Duration(seconds=5)
                ),
                timeout=10,
            ).leases
            self.assertEqual([lease.execution for lease in leases], [first.execution])
            lease = leases[0]
            self.assertEqual(lease.payload, b'{"n":1}')
            self.assertEqual(lease.attempt, 1)
            held = [workers_pb2.HeldLease(execution=lease.execution, token=lease.token)]
            node.workers.KeepAlive(
                workers_pb2.KeepAliveRequest(session=session, last_grant=lease.grant, held=held),
                timeout=10,
            )
            self.refused(
                grpc.StatusCode.FAILED_PRECONDITION,
                "TOKEN_STALE",
                node.workers.CompleteExecution,
                workers_pb2.CompleteExecutionRequest(
                    session=session,
                    last_grant=lease.grant,
                    complete=workers_pb2.Complete(
                        execution=lease.execution, token=lease.token - 1, result=b"{}"
                    ),
                ),
                timeout=10,
            )
            done = workers_pb2.CompleteExecutionRequest(
                session=session,
                last_grant=lease.grant,
                complete=workers_pb2.Complete(
                    execution=lease.execution,
                    token=lease.token,
                    result=b'{"answer":42}',
                    events=[types_pb2.EventDraft(name="interop.done", payload=b'{"n":1}')],
                ),
            )
            node.workers.CompleteExecution(done, timeout=10)
            # The repeat under the token that ended the attempt answers with the first outcome.
            node.workers.CompleteExecution(done, timeout=10)
            ended = node.executions.AwaitExecution(
                executions_pb2.AwaitExecutionRequest(execution=first.execution), timeout=10
            )
            self.assertEqual(ended.state, STATE.COMPLETED)
            self.assertEqual(ended.result, b'{"answer":42}')
            node.workers.CloseSession(
                workers_pb2.CloseSessionRequest(session=session), timeout=10
            )

        self.through_each(body)

    def test_failed_attempt_is_retried_and_cancel_ends(self):
        def body(node):
            job = self.make_job(
                node,
                retry=types_pb2.RetryPolicy(
                    retries=1,
                    backoff=types_pb2.RetryPolicy.Backoff.FIXED,
                    delay=duration_pb2.Duration(nanos=10_000_000),
                ),
            )
            execution = node.executions.Enqueue(
                executions_pb2.EnqueueRequest(job=job.name), timeout=10
            ).execution
            session = node.workers.OpenSession(
                workers_pb2.OpenSessionRequest(
                    hello=workers_pb2.Hello(
                        name=name("worker"), queues=[job.queue], any_handler=True, capacity=1
                    )
                ),
                timeout=10,
            ).welcome.session
            for attempt in (1, 2):
                lease = node.workers.LeaseExecutions(
                    workers_pb2.LeaseExecutionsRequest(
                        session=session, count=1, wait=duration_pb2.Duration(seconds=5)
                    ),
                    timeout=10,
                ).leases[0]
                self.assertEqual(lease.attempt, attempt)
                node.workers.FailExecution(
                    workers_pb2.FailExecutionRequest(
                        session=session,
                        last_grant=lease.grant,
                        fail=workers_pb2.Fail(
                            execution=execution,
                            token=lease.token,
                            error="no luck",
                            outcome=executions_pb2.Attempt.Outcome.FAILED,
                            exit_code=3,
                        ),
                    ),
                    timeout=10,
                )
            ended = node.executions.AwaitExecution(
                executions_pb2.AwaitExecutionRequest(execution=execution), timeout=10
            )
            self.assertEqual(ended.state, STATE.FAILED)
            self.assertTrue(ended.dead_letter)
            self.assertEqual([attempt.exit_code for attempt in ended.attempts], [3, 3])
            requeued = node.executions.RequeueExecutions(
                executions_pb2.RequeueExecutionsRequest(
                    selection=types_pb2.Selection(ids=[execution])
                ),
                timeout=10,
            ).items[0]
            self.assertNotEqual(requeued.requeued_as, "")
            stopped = node.executions.CancelExecution(
                executions_pb2.CancelExecutionRequest(execution=requeued.requeued_as), timeout=10
            )
            self.assertEqual(stopped.state, STATE.CANCELLED)
            self.assertEqual(stopped.requeued_from, execution)
            node.workers.CloseSession(
                workers_pb2.CloseSessionRequest(session=session), timeout=10
            )

        self.through_each(body)

    def test_schedule(self):
        def body(node):
            job = self.make_job(node)
            schedule = node.schedules.CreateSchedule(
                schedules_pb2.CreateScheduleRequest(
                    schedule=schedules_pb2.Schedule(
                        name=name("schedule"), job=job.name, cron="30 2 * * *", zone="Europe/Berlin"
                    )
                ),
                timeout=10,
            )
            for _ in range(50):
                if schedule.HasField("next_run_time"):
                    break
                time.sleep(0.02)
                schedule = node.schedules.GetSchedule(
                    schedules_pb2.GetScheduleRequest(schedule=schedule.id), timeout=10
                )
            self.assertTrue(schedule.HasField("next_run_time"))
            after = timestamp_pb2.Timestamp()
            after.FromJsonString("2027-03-27T00:00:00Z")
            preview = node.schedules.PreviewSchedule(
                schedules_pb2.PreviewScheduleRequest(
                    schedule=schedule.id, after_time=after, count=3
                ),
                timeout=10,
            )
            times = [item.due_time.ToJsonString() for item in preview.items]
            self.assertEqual(
                times, ["2027-03-27T01:30:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z"]
            )
            self.assertIn("does not exist", preview.items[1].note)
            _, fields = self.refused(
                grpc.StatusCode.INVALID_ARGUMENT,
                "CRON_OUT_OF_RANGE",
                node.schedules.CreateSchedule,
                schedules_pb2.CreateScheduleRequest(
                    schedule=schedules_pb2.Schedule(
                        name=name("schedule"), job=job.name, cron="61 2 * * *"
                    )
                ),
                timeout=10,
            )
            self.assertEqual(fields, ["schedule.cron"])
            self.refused(
                grpc.StatusCode.INVALID_ARGUMENT,
                "ZONE_UNKNOWN",
                node.schedules.CreateSchedule,
                schedules_pb2.CreateScheduleRequest(
                    schedule=schedules_pb2.Schedule(
                        name=name("schedule"), job=job.name, cron="1 2 * * *", zone="Europe/Berlim"
                    )
                ),
                timeout=10,
            )
            paused = node.schedules.PauseSchedule(
                schedules_pb2.PauseScheduleRequest(schedule=schedule.id, note="over the holidays"),
                timeout=10,
            )
            self.assertEqual(paused.pause.note, "over the holidays")
            resumed = node.schedules.ResumeSchedule(
                schedules_pb2.ResumeScheduleRequest(schedule=schedule.id), timeout=10
            )
            self.assertFalse(resumed.HasField("pause"))
            fired = node.schedules.TriggerSchedule(
                schedules_pb2.TriggerScheduleRequest(schedule=schedule.id), timeout=10
            )
            execution = node.executions.GetExecution(
                executions_pb2.GetExecutionRequest(execution=fired.execution), timeout=10
            )
            self.assertEqual(execution.job, job.name)
            node.schedules.DeleteSchedule(
                schedules_pb2.DeleteScheduleRequest(schedule=schedule.id), timeout=10
            )
            self.refused(
                grpc.StatusCode.NOT_FOUND,
                "NOT_FOUND",
                node.schedules.GetSchedule,
                schedules_pb2.GetScheduleRequest(schedule=schedule.id),
                timeout=10,
            )

        self.through_each(body)

    def test_events(self):
        def body(node):
            event = name("interop").replace("-", ".")
            published = node.events.PublishEvents(
                events_pb2.PublishEventsRequest(
                    events=[
                        types_pb2.EventDraft(name=event, payload=b'{"n":1}', key="a"),
                        types_pb2.EventDraft(name=event, payload=b'{"n":2}', key="a"),
                    ]
                ),
                metadata=key(),
                timeout=10,
            )
            offsets = [item.offset for item in published.items]
            self.assertEqual(offsets[1], offsets[0] + 1)
            stream = node.events.Subscribe(
                events_pb2.SubscribeRequest(
                    offset=offsets[0], filter=events_pb2.EventFilter(names=[event])
                ),
                timeout=20,
            )
            later = threading.Timer(
                0.2,
                node.events.PublishEvents,
                [events_pb2.PublishEventsRequest(events=[types_pb2.EventDraft(name=event)])],
            )
            later.start()
            seen = []
            for item in stream:
                if item.HasField("event"):
                    seen.append(item.event)
                if len(seen) == 3:
                    stream.cancel()
                    break
            later.join()
            self.assertEqual([one.payload for one in seen[:2]], [b'{"n":1}', b'{"n":2}'])
            self.assertEqual([one.offset for one in seen[:2]], offsets)
            self.assertGreater(seen[2].offset, offsets[1])

        self.through_each(body)

    def test_health_and_reflection(self):
        def body(node):
            health = health_pb2_grpc.HealthStub(node.channel)
            for service in ("", "carillon.v1.JobService"):
                answer = health.Check(health_pb2.HealthCheckRequest(service=service), timeout=10)
                self.assertEqual(answer.status, health_pb2.HealthCheckResponse.SERVING)
            with self.assertRaises(grpc.RpcError) as caught:
                health.Check(health_pb2.HealthCheckRequest(service="no.such"), timeout=10)
            self.assertEqual(caught.exception.code(), grpc.StatusCode.NOT_FOUND)
            watch = health.Watch(health_pb2.HealthCheckRequest(), timeout=10)
            self.assertEqual(next(watch).status, health_pb2.HealthCheckResponse.SERVING)
            watch.cancel()
            reflection = ProtoReflectionDescriptorDatabase(node.channel)
            self.assertIn("carillon.v1.JobService", reflection.get_services())
            file = reflection.FindFileContainingSymbol("carillon.v1.JobService")
            self.assertEqual(file.package, "carillon.v1")

        self.through_each(body)

    def test_bad_requests(self):
        def body(node):
            job = self.make_job(node)
            self.refused(
                grpc.StatusCode.INVALID_ARGUMENT,
                "NAME_INVALID",
                node.jobs.CreateJob,
                jobs_pb2.CreateJobRequest(job=jobs_pb2.Job(name="No Spaces!", handler="a/b")),
                timeout=10,
            )
            _, fields = self.refused(
                grpc.StatusCode.INVALID_ARGUMENT,
                "JSON_SYNTAX",
                node.executions.Enqueue,
                executions_pb2.EnqueueRequest(job=job.name, payload=b'{"n":}'),
                timeout=10,
            )
            self.assertEqual(fields, ["payload"])
            self.refused(
                grpc.StatusCode.INVALID_ARGUMENT,
                "PAYLOAD_TOO_LARGE",
                node.executions.Enqueue,
                executions_pb2.EnqueueRequest(
                    job=job.name, payload=b'"' + b"x" * (1 << 20) + b'"'
                ),
                timeout=10,
            )
            self.refused(
                grpc.StatusCode.NOT_FOUND,
                "NOT_FOUND",
                node.executions.Enqueue,
                executions_pb2.EnqueueRequest(job="no-such-job"),
                timeout=10,
            )
            self.refused(
                grpc.StatusCode.INVALID_ARGUMENT,
                "ID_INVALID",
                node.executions.GetExecution,
                executions_pb2.GetExecutionRequest(execution="!"),
                timeout=10,
            )
            unknown = node.channel.unary_unary("/carillon.v1.JobService/NoSuchMethod")
            with self.assertRaises(grpc.RpcError) as caught:
                unknown(b"", timeout=10)
            self.assertEqual(caught.exception.code(), grpc.StatusCode.UNIMPLEMENTED)
            malformed = node.channel.unary_unary("/carillon.v1.JobService/GetJob")
            with self.assertRaises(grpc.RpcError) as caught:
                malformed(b"\x0a\xff", timeout=10)
            self.assertEqual(caught.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)

        self.through_each(body)


class LeaderDies(unittest.TestCase):
    """kill -9 of the leader under a stock client with the published service config."""

    def cluster(self, *arguments):
        return subprocess.run(
            ["tools/cluster", *arguments, "--dir", os.environ["CARILLON_CLUSTER_DIR"]]
            + ["--bin", os.environ["CARILLON_BIN"]],
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def test_no_error_and_nothing_lost(self):
        node = Node(*ENDPOINTS)
        job = node.jobs.CreateJob(
            jobs_pb2.CreateJobRequest(
                job=jobs_pb2.Job(name=name("job"), handler="test/none", queue=name("queue"))
            ),
            timeout=10,
        )
        acknowledged, errors = [], []
        leader = node.cluster.GetStatus(cluster_pb2.GetStatusRequest(), timeout=10).leader
        for number in range(300):
            if number == 100:
                self.cluster("kill", leader)
            try:
                acknowledged.append(
                    node.executions.Enqueue(
                        executions_pb2.EnqueueRequest(
                            job=job.name, payload=json.dumps({"n": number}).encode()
                        ),
                        metadata=key(),
                        timeout=10,
                    ).execution
                )
            except grpc.RpcError as error:
                errors.append(f"{number}: {error.code()} {error.details()}")
        self.cluster("restart", leader)
        self.assertEqual(errors, [])
        self.assertEqual(len(set(acknowledged)), 300)
        listed, token = [], ""
        while True:
            page = node.executions.ListExecutions(
                executions_pb2.ListExecutionsRequest(
                    job=job.name, page_size=1000, page_token=token
                ),
                timeout=10,
            )
            listed += [execution.id for execution in page.executions]
            token = page.next_page_token
            if not token:
                break
        self.assertEqual(sorted(listed), sorted(acknowledged))
        for _ in range(200):
            status = node.cluster.GetStatus(cluster_pb2.GetStatusRequest(), timeout=10)
            if status.voters_up == 3:
                break
            time.sleep(0.05)
        self.assertEqual(status.voters_up, 3)
        node.close()


if __name__ == "__main__":
    unittest.main()
