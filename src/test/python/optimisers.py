"""Each optimiser, weight decay, clipping and schedule on one network."""

import torch
from torch.optim import SGD, Adagrad, Adam, AdamW, RMSprop
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR, StepLR

from networks import mlp


def run(optimiser, clip=None, schedule=None, **options):
    return lambda generator: mlp(
        torch.tanh, generator, lambda p: optimiser(p.values(), **options), clip=clip, schedule=schedule
    )


def decayed(optimiser, weight_decay, **options):
    """With decay for weights, and none for biases."""

    def make(p):
        weights = [value for name, value in p.items() if name.endswith("weight")]
        others = [value for name, value in p.items() if not name.endswith("weight")]
        groups = [{"params": weights, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0}]
        return optimiser(groups, **options)

    return lambda generator: mlp(torch.tanh, generator, make)


def scale(parameters, norm, limit):
    # torch.nn.utils.clip_grad_norm_ adds 1e-6 to the norm
    for p in parameters:
        p.grad.mul_(torch.clamp(limit / norm, max=1))


def by_norm(limit):
    return lambda parameters: [scale([p], p.grad.norm(), limit) for p in parameters]


def by_global_norm(limit):
    return lambda parameters: scale(parameters, torch.nn.utils.get_total_norm([p.grad for p in parameters]), limit)


def by_value(limit):
    return lambda parameters: torch.nn.utils.clip_grad_value_(parameters, limit)


def warm_up_then_cosine(optimiser):
    warm_up = LinearLR(optimiser, start_factor=1 / 4, total_iters=3)
    return SequentialLR(optimiser, [warm_up, CosineAnnealingLR(optimiser, 8)], milestones=[4])


OPTIMISERS = {
    "sgd": run(SGD, lr=0.2),
    "momentum": run(SGD, lr=0.1, momentum=0.9),
    "nesterov": run(SGD, lr=0.1, momentum=0.9, nesterov=True),
    "adagrad": run(Adagrad, lr=0.1),
    "rmsprop": run(RMSprop, lr=0.01),
    "rmsprop with 0.9": run(RMSprop, lr=0.01, alpha=0.9, eps=1e-6),
    "adam": run(Adam, lr=0.02),
    "adam with other coefficients": run(Adam, lr=0.02, betas=(0.8, 0.95), eps=1e-6),
    "amsgrad": run(Adam, lr=0.1, betas=(0.8, 0.6), amsgrad=True),
    "adamw": decayed(AdamW, 0.01, lr=0.02),
    "adamw everywhere": run(AdamW, lr=0.02, weight_decay=0.1),
    "sgd with l2": decayed(SGD, 0.1, lr=0.2),
    "sgd with l2 everywhere": run(SGD, lr=0.2, weight_decay=0.1),
    "momentum with l2": decayed(SGD, 0.1, lr=0.1, momentum=0.9),
    "nesterov with l2": decayed(SGD, 0.1, lr=0.1, momentum=0.9, nesterov=True),
    "adagrad with l2": decayed(Adagrad, 0.1, lr=0.1),
    "rmsprop with l2": decayed(RMSprop, 0.1, lr=0.01),
    "adam with l2": decayed(Adam, 0.1, lr=0.02),
    "amsgrad with decoupled decay": decayed(AdamW, 0.1, lr=0.1, betas=(0.8, 0.6), amsgrad=True),
    "clipped by value": run(SGD, by_value(0.05), lr=0.5),
    "clipped by norm": run(SGD, by_norm(0.1), lr=0.5),
    "clipped by global norm": run(SGD, by_global_norm(0.2), lr=0.5),
    "step schedule": run(SGD, schedule=lambda o: StepLR(o, 3, 0.5), lr=0.4),
    "cosine schedule": run(SGD, schedule=lambda o: CosineAnnealingLR(o, 12), lr=0.4),
    "warm-up, then cosine": run(SGD, schedule=warm_up_then_cosine, lr=0.4),
}
