#!/usr/bin/env python3
"""One training step in PyTorch eager, from shared weights: its gradients (--check) or its time."""
import torch
import torch.nn.functional as F
from torch import nn

from peer import arguments, print_check, print_times, shared

ACTIVATIONS = {"i": torch.sigmoid, "ii": F.relu, "iii": torch.tanh}


class Network(nn.Module):
    """Knows its parameters by the library's names; a weight of a linear layer is transposed, as PyTorch has out × in."""

    def __init__(self, weights):
        super().__init__()
        self.weights = weights
        self.by_name = {}

    def tensor(self, name):
        return torch.from_numpy(self.weights[name])

    def parameter(self, name, parameter, value):
        with torch.no_grad():
            parameter.copy_(value.reshape(parameter.shape))
        self.by_name[name] = parameter

    def linear(self, name):
        rows, columns = self.weights[name + ".weight"].shape
        layer = nn.Linear(rows, columns, dtype=torch.float64)
        self.parameter(name + ".weight", layer.weight, self.tensor(name + ".weight").T)
        self.parameter(name + ".bias", layer.bias, self.tensor(name + ".bias"))
        return layer

    def norm(self, name, kind):
        layer = kind(self.weights[name + ".gain"].size, dtype=torch.float64)
        self.parameter(name + ".gain", layer.weight, self.tensor(name + ".gain"))
        self.parameter(name + ".shift", layer.bias, self.tensor(name + ".shift"))
        return layer

    def count(self, pattern):
        k = 1
        while pattern.format(k) in self.weights:
            k += 1
        return k - 1


class Mlp(Network):
    def __init__(self, weights, activation):
        super().__init__(weights)
        self.activation = activation
        self.layers = nn.ModuleList(self.linear(f"layer{k + 1}") for k in range(self.count("layer{}.weight")))
        self.output = self.linear("output")

    def forward(self, x):
        for layer in self.layers:
            x = self.activation(layer(x))
        return self.output(x)


class Residual(Network):
    def __init__(self, weights):
        super().__init__(weights)
        depth = range(1, self.count("layer{}.weight") + 1)
        self.layers = nn.ModuleList(self.linear(f"layer{k}") for k in depth)
        self.norms = nn.ModuleList(self.norm(f"norm{k}", nn.BatchNorm1d) for k in depth)
        self.output = self.linear("output")

    def forward(self, x):
        for layer, norm in zip(self.layers, self.norms):
            x = x + F.relu(norm(layer(x)))
        return self.output(x)


class Lstm(Network):
    """nn.LSTM; its second bias stays zero, since it does the same as the first."""

    def __init__(self, weights):
        super().__init__(weights)
        w, u = self.tensor("lstm.input.weight"), self.tensor("lstm.recurrent.weight")
        self.lstm = nn.LSTM(w.shape[0], u.shape[0], dtype=torch.float64)
        self.parameter("lstm.input.weight", self.lstm.weight_ih_l0, w.T)
        self.parameter("lstm.recurrent.weight", self.lstm.weight_hh_l0, u.T)
        self.parameter("lstm.bias", self.lstm.bias_ih_l0, self.tensor("lstm.bias"))
        with torch.no_grad():
            self.lstm.bias_hh_l0.zero_()
        self.lstm.bias_hh_l0.requires_grad_(False)
        self.output = self.linear("output")

    def forward(self, x):
        return self.output(self.lstm(x)[0][-1])


class LstmLoop(Network):
    """The textbook's own loop: all inputs in one product, then one product per time step."""

    def __init__(self, weights):
        super().__init__(weights)
        for name, field in (("input.weight", "w"), ("recurrent.weight", "u"), ("bias", "b")):
            value = self.tensor("lstm." + name)
            setattr(self, field, nn.Parameter(torch.empty_like(value)))
            self.parameter("lstm." + name, getattr(self, field), value)
        self.output = self.linear("output")

    def forward(self, x):
        h = c = x.new_zeros(x.shape[1], self.u.shape[0])
        for projected in (x @ self.w + self.b).unbind(0):
            i, f, g, o = torch.addmm(projected, h, self.u).chunk(4, 1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            h = torch.sigmoid(o) * torch.tanh(c)
        return self.output(h)


class ResNet(Network):
    def __init__(self, weights):
        super().__init__(weights)
        self.conv, self.bn = self.convolution("conv", 3, 1), self.norm("norm", nn.BatchNorm2d)
        self.blocks, channels = [], 16
        for stage, out in enumerate((16, 32, 64)):
            for k in range(self.count(f"stage{stage + 1}.block{{}}.conv1.weight")):
                self.blocks.append(self.block(f"stage{stage + 1}.block{k + 1}.", channels, 2 if out > channels else 1))
                channels = out
        self.modules_of_blocks = nn.ModuleList(m for block in self.blocks for m in block[:4])
        self.output = self.linear("linear")

    def convolution(self, name, channels, stride):
        weight = self.tensor(name + ".weight")
        layer = nn.Conv2d(channels, weight.shape[0], 3, stride, 1, bias=False, dtype=torch.float64)
        self.parameter(name + ".weight", layer.weight, weight)
        return layer

    def block(self, name, channels, stride):
        out = self.weights[name + "conv1.weight"].shape[0]
        first, second = self.convolution(name + "conv1", channels, stride), self.convolution(name + "conv2", out, 1)
        norms = [self.norm(name + f"norm{k}", nn.BatchNorm2d) for k in (1, 2)]
        return first, norms[0], second, norms[1], stride, out - channels

    def forward(self, x):
        x = F.relu(self.bn(self.conv(x)))
        for first, norm1, second, norm2, stride, more in self.blocks:
            y = norm2(second(F.relu(norm1(first(x)))))
            if stride != 1:  # option A: every second pixel, channels of zeros
                x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, 0, more))
            x = F.relu(y + x)
        return self.output(x.mean(dim=(2, 3)))


def network(name, weights, variant):
    if name == "iv":
        return Residual(weights)
    if name == "v":
        return LstmLoop(weights) if variant == "loop" else Lstm(weights)
    return ResNet(weights) if name == "vi" else Mlp(weights, ACTIVATIONS[name])


def main():
    a = arguments(__doc__, ["loop"])
    torch.set_num_threads(a.threads)
    weights, inputs, labels = shared(a.weights)
    model = network(a.workload, weights, a.variant)
    assert set(model.by_name) == set(weights), set(model.by_name) ^ set(weights)
    dtype = torch.float32 if a.dtype == "f32" else torch.float64
    model, y = model.to(dtype), torch.from_numpy(labels)
    x = torch.from_numpy(inputs).to(dtype)
    if a.workload == "v":
        x = x.reshape(-1, len(labels), x.shape[1])
    if a.workload == "vi":
        x = x.reshape(-1, 3, 32, 32)
    optimiser = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=1e-3)

    def gradients():
        optimiser.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        return loss

    def step():
        gradients()
        optimiser.step()

    if a.check:
        loss = gradients()
        print_check(loss.detach(), {name: p.grad.numpy() for name, p in model.by_name.items()})
    else:
        print_times(step, a)


main()
