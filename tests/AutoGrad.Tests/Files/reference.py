"""Writes reference.json: npy and npz files made by NumPy, safetensors files made by their specification, and what is in them.

Run: python3 reference.py (needs NumPy and, for the rounding to bfloat16, PyTorch).
"""

import base64
import io
import json
import os
import struct

import numpy as np
import torch
from numpy.lib import format as npy

NUMBERS = {
    "b1": [0, 1, 1, 0, 1, 0],
    "i1": [-128, -1, 0, 1, 100, 127],
    "i2": [-(2**15), -1, 0, 1, 258, 2**15 - 1],
    "i4": [-(2**31), -1, 0, 1, 16777217, 2**31 - 1],
    "i8": [-(2**63), -1, 0, 1, 9007199254740993, 2**63 - 1],
    "u1": [0, 1, 2, 127, 128, 255],
    "u2": [0, 1, 2, 258, 32768, 65535],
    "u4": [0, 1, 2, 16777217, 2**31, 2**32 - 1],
    "u8": [0, 1, 2, 9007199254740993, 2**63, 2**64 - 1],
    "f2": [-1.5, 0.0, 5.960464477539063e-08, 0.333251953125, 65504.0, np.inf],
    "f4": [-1.5, -0.0, 1e-45, 0.1, 3.4028234663852886e38, np.nan],
    "f8": [-1.5, -0.0, 5e-324, 0.1, 1e300, -np.inf],
}
SAFETENSORS = {"b1": "BOOL", **{kind + size: kind.upper() + str(8 * int(size)) for kind in "iuf" for size in "1248" if kind + size in NUMBERS}}


def text(data):
    return base64.b64encode(data).decode()


def bits(array):
    """The elements in C order as they are in float and in double."""
    with np.errstate(over="ignore"):
        return {
            "shape": list(array.shape),
            "float": text(np.ascontiguousarray(array).astype("<f4").tobytes()),
            "double": text(np.ascontiguousarray(array).astype("<f8").tobytes()),
        }


def npy_case(name, array, version=None):
    file = io.BytesIO()
    npy.write_array(file, array, version=version)
    return {"name": name, "file": text(file.getvalue()), **bits(array)}


def npy_cases():
    cases = []
    for kind, numbers in NUMBERS.items():
        for order in "<>" if kind[1] != "1" else "|":
            dtype = np.dtype(order + kind)
            array = np.array(numbers, dtype).reshape(2, 3)
            cases.append(npy_case(dtype.str, array))
            cases.append(npy_case(dtype.str + " Fortran", np.asfortranarray(array)))
    for kind in "f4", "f8":
        for shape in [], [5], [1, 1], [0], [2, 0, 3], [2, 3, 4], [300]:
            array = np.arange(np.prod(shape), dtype=kind).reshape(shape) / 7
            array = array.astype(kind)
            cases.append(npy_case(f"{kind} {shape}", array))
        cases.append(npy_case(f"{kind} Fortran of rank 4", np.asfortranarray(np.arange(120, dtype=kind).reshape(2, 3, 4, 5))))
        for version in (2, 0), (3, 0):
            cases.append(npy_case(f"{kind} version {version[0]}", np.arange(6, dtype=kind).reshape(2, 3), version))
    return cases


def npz_case(name, save, arrays):
    file = io.BytesIO()
    save(file, **arrays)
    return {"name": name, "file": text(file.getvalue()), "arrays": {key: bits(array) for key, array in arrays.items()}}


def npz_cases():
    arrays = {
        "weight": np.arange(6, dtype="f4").reshape(2, 3) / 7,
        "0.bias": np.array([1, -2], "i8"),
        "scalar": np.array(2.5),
        "fortran": np.asfortranarray(np.arange(6.0).reshape(3, 2)),
        "long": np.zeros(2000, "f4"),
    }
    return [npz_case("stored", np.savez, {**arrays, "long": np.arange(50, dtype="f4")}), npz_case("deflated", np.savez_compressed, arrays)]


def safetensors_file(tensors, metadata=None, padded=True):
    """tensors: (name, dtype, shape, bytes) in the order of their bytes."""
    header = {} if metadata is None else {"__metadata__": metadata}
    place = 0
    for name, dtype, shape, data in tensors:
        header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [place, place + len(data)]}
        place += len(data)
    header = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    if padded:
        header += b" " * (-len(header) % 8)
    return struct.pack("<Q", len(header)) + header + b"".join(data for _, _, _, data in tensors)


def safetensors_case(name, tensors, metadata=None, padded=True):
    """tensors: (name, dtype, array of the values, bytes)."""
    file = safetensors_file([(key, dtype, array.shape, data) for key, dtype, array, data in tensors], metadata, padded)
    return {"name": name, "file": text(file), "metadata": metadata or {}, "arrays": {key: bits(array) for key, _, array, _ in tensors}}


def safetensors_cases():
    plain = []
    for kind, numbers in NUMBERS.items():
        array = np.array(numbers, "<" + kind).reshape(2, 3)
        plain.append((kind, SAFETENSORS[kind], array, array.tobytes()))
    rounded = torch.tensor([-1.5, 0.1, 3e38, float("inf"), 1e-40, 0.0]).to(torch.bfloat16)
    plain.append(("bf16", "BF16", rounded.to(torch.float32).numpy(), rounded.view(torch.int16).numpy().tobytes()))
    cases = [safetensors_case("every dtype", plain), safetensors_case("unpadded", plain[:3], {"format": "pt"}, padded=False)]
    for kind, dtype in ("f4", "F32"), ("f8", "F64"):
        arrays = {
            "0.weight": np.arange(6).reshape(2, 3) / 7,
            "0.bias": np.array([0.1, -0.0, np.inf]),
            "empty": np.zeros((0, 4)),
            "step": np.array(12.0),
            "größe": np.arange(24).reshape(2, 3, 4) / 3,
        }
        arrays = {key: array.astype(kind) for key, array in arrays.items()}
        tensors = [(key, dtype, array, array.tobytes()) for key, array in arrays.items()]
        cases.append(safetensors_case(f"written {kind}", tensors, {"format": "pt", "note": "quotes \" and \\ and größer"}))
        cases.append(safetensors_case(f"written {kind} without metadata", tensors))
    cases.append(safetensors_case("nothing", []))
    return cases


groups = {"npy": npy_cases(), "npz": npz_cases(), "safetensors": safetensors_cases()}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference.json")
with open(path, "w", encoding="utf-8") as file:
    lines = [f'"{group}": [\n' + ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases) + "\n]" for group, cases in groups.items()]
    file.write("{\n" + ",\n".join(lines) + "\n}\n")
