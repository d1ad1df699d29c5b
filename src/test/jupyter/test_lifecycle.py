"""Starting, interrupting, asking, restarting and ending the kernel through Jupyter's own client."""

import subprocess
import sys
import time
import unittest

import psutil
from jupyter_client.manager import start_new_kernel

import home

ORPHAN = """
import sys
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name=sys.argv[1])
print(manager.provisioner.pid, flush=True)
sys.stdin.read()
"""


def setUpModule() -> None:
    home.folder()


class Lifecycle(unittest.TestCase):
    def setUp(self) -> None:
        self.manager, self.client = start_new_kernel(kernel_name=home.KERNEL)
        self.process = psutil.Process(self.manager.provisioner.pid)

    def tearDown(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.assert_gone(self.process)

    def test_an_endless_loop_is_interrupted(self) -> None:
        for loop in ("while (true) {}", "Thread.sleep(1_000_000);", "new java.util.concurrent.Semaphore(0).acquire();"):
            with self.subTest(loop):
                request = self.client.execute(loop)
                self.wait_until_busy(request)
                time.sleep(0.5)
                started = time.monotonic()
                self.manager.interrupt_kernel()
                reply = self.reply_to(request)
                self.assertEqual(reply["status"], "error")
                self.assertLess(time.monotonic() - started, 2)
                self.assertEqual(self.value("6 * 7"), "42")

    def test_a_restarted_kernel_has_forgotten(self) -> None:
        self.assertEqual(self.value("int kept = 5;\nkept"), "5")
        before = self.process
        self.manager.restart_kernel(now=False)
        self.process = psutil.Process(self.manager.provisioner.pid)
        self.client.wait_for_ready(timeout=30)
        self.assert_gone(before)
        reply = self.reply_to(self.client.execute("kept"))
        self.assertEqual(reply["status"], "error")
        self.assertEqual(reply["execution_count"], 1)

    def test_shutdown_ends_the_process_by_itself(self) -> None:
        started = time.monotonic()
        self.client.execute("while (true) {}")
        time.sleep(0.5)
        self.client.shutdown()
        self.process.wait(timeout=10)
        self.assertLess(time.monotonic() - started, 5)

    def test_a_cell_reads_a_line(self) -> None:
        self.client.execute("new Scanner(System.in).nextLine().length()", allow_stdin=True)
        request = self.client.get_stdin_msg(timeout=15)
        self.assertEqual(request["msg_type"], "input_request")
        self.client.input("seven letters")
        self.assertEqual(self.result(), "13")

    def test_no_throwable_ends_the_kernel(self) -> None:
        for source in (
            "System.exit(1);",
            "int deep(int n) { return deep(n + 1) + 1; }\ndeep(0);",
            "List<long[]> all = new ArrayList<>();\nwhile (true) all.add(new long[10_000_000]);",
            'throw new Error("on purpose");',
        ):
            with self.subTest(source):
                self.assertEqual(self.reply_to(self.client.execute(source), 60)["status"], "error")
                self.assertEqual(self.value("6 * 7"), "42")

    def value(self, source: str) -> str:
        self.client.execute(source)
        return self.result()

    def result(self) -> str:
        while True:
            message = self.client.get_iopub_msg(timeout=30)
            if message["msg_type"] == "execute_result":
                return message["content"]["data"]["text/plain"]

    def reply_to(self, request: str, timeout: float = 30) -> dict:
        while True:
            message = self.client.get_shell_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def wait_until_busy(self, request: str) -> None:
        while True:
            message = self.client.get_iopub_msg(timeout=15)
            if message["parent_header"].get("msg_id") == request and message["msg_type"] == "execute_input":
                return

    def assert_gone(self, process: psutil.Process) -> None:
        gone, alive = psutil.wait_procs([process], timeout=10)
        self.assertEqual(alive, [])


class Orphan(unittest.TestCase):
    def test_a_kernel_whose_parent_died_ends_by_itself(self) -> None:
        command = [sys.executable, "-c", ORPHAN, home.KERNEL]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
            kernel = psutil.Process(int(parent.stdout.readline()))
            parent.kill()
        kernel.wait(timeout=15)


if __name__ == "__main__":
    unittest.main()
