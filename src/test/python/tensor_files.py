"""Writes python.safetensors for the Java tests, and reads java.safetensors, which they hold Java to.

pip install -r requirements.txt && python tensor_files.py

Both files hold the same numbers, apart from what only one side writes; nobody needs this to run the tests.
"""

import hashlib
import pathlib

import numpy
from safetensors import safe_open
from safetensors.numpy import save_file

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "reference"

WEIGHT = numpy.array([[1.0, -0.5, 1 / 3], [5e-324, 1.7976931348623157e308, -0.0]])
BIAS = numpy.array([[0.1, numpy.inf, numpy.nan]])

save_file(
    {
        "layer1.weight": WEIGHT,
        "layer1.bias": BIAS[0],
        "float32": numpy.array([[1 / 3], [16777216]], dtype=numpy.float32),
        "step": numpy.array(7.0),
    },
    FOLDER / "python.safetensors",
    metadata={"made by": "Python"},
)

path = FOLDER / "java.safetensors"
with safe_open(path, framework="numpy") as file:
    assert set(file.keys()) == {"layer1.weight", "layer1.bias"}, file.keys()
    for name, expected in {"layer1.weight": WEIGHT, "layer1.bias": BIAS}.items():
        found = file.get_tensor(name)
        assert found.dtype == numpy.float64 and found.shape == expected.shape, (name, found)
        assert found.tobytes() == expected.tobytes(), (name, found)
    metadata = file.metadata()
raw = path.read_bytes()
start = 8 + int.from_bytes(raw[:8], "little")
assert start % 8 == 0, start
assert metadata == {"made by": "Java ½", "sha256": hashlib.sha256(raw[start:]).hexdigest()}, metadata
print("java.safetensors reads as it should")
