"""Trains the first look: train.py EXAMPLES SECONDS MODEL.onnx (see make)."""
import sys
import time
import zlib

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

HEIGHT, WIDTH = 24, 128
# In the order of FirstLook.CLASSES: no text, any Latin language, Chinese and Japanese, then one language a script.
CLASSES = ["-", "en", "zh ja", "ko", "ru", "ar", "hi", "th", "el", "he", "hy", "bn", "iu", "am", "ka", "gu", "pa",
           "km", "kn", "lo", "ml", "my", "or", "si", "ta", "te", "dv", "bo"]
# A candidate with fewer glyphs of text is none, one with more is; between them it teaches nothing.
MOST_OF_NOISE, LEAST_OF_TEXT = 0.15, 0.75


class FirstLook(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.ModuleList([
            nn.Conv2d(1, 16, 3, 2, 1), nn.Conv2d(16, 32, 3, 2, 1),
            nn.Conv2d(32, 48, 3, (1, 2), 1), nn.Conv2d(48, 64, 3, (2, 1), 1)])
        self.norm = nn.ModuleList([nn.BatchNorm2d(n) for n in (16, 32, 48, 64)])
        self.last = nn.Linear(64 * 3 * 2, len(CLASSES))

    def forward(self, x):
        for conv, norm in zip(self.conv, self.norm):
            x = F.relu(norm(conv(x)))
        # Mean and peak along the line; above, on and below its middle are kept apart.
        x = torch.cat([x.mean(3), x.amax(3)], 1).flatten(1)
        return self.last(F.dropout(x, 0.1, self.training))


def examples(path):
    rows = [line.rstrip("\n").split("\t") for line in open(path + ".tsv", encoding="utf-8")]
    crops = np.fromfile(path + ".bin", np.uint8).reshape(len(rows), HEIGHT, WIDTH)
    number = {tag: i for i, tags in enumerate(CLASSES) for tag in tags.split()}
    labels = np.full(len(rows), -1)
    for i, (_, tag, share) in enumerate(rows):
        if float(share) < MOST_OF_NOISE:
            labels[i] = 0
        elif float(share) >= LEAST_OF_TEXT:
            labels[i] = number[tag]
    # Crops of one picture are alike: whole pictures are held out.
    held_out = np.array([zlib.crc32(row[0].encode()) % 12 == 0 for row in rows])
    return crops, labels, held_out


def train(net, crops, labels, weights, seconds):
    batch, fastest = min(192, len(labels)), 3e-3
    optimizer = torch.optim.AdamW(net.parameters(), fastest, weight_decay=1e-3)
    random = np.random.default_rng(1)
    start = time.time()
    while True:
        order = random.permutation(len(labels))
        for i in range(0, len(order) - batch + 1, batch):
            done = (time.time() - start) / seconds
            if done >= 1:
                return
            for group in optimizer.param_groups:
                group["lr"] = fastest * min(1, done * 20 + 0.05) * (1 - done) + 1e-5
            some = order[i:i + batch]
            x = torch.from_numpy(crops[some]).float() / 255 * (torch.rand(batch, 1, 1) * 0.5 + 0.75)
            if random.random() < 0.5:
                x = torch.roll(x, int(random.integers(-1, 2)), 1)
            x = (x + torch.randn_like(x) * 0.03 * float(random.random())).clamp(0, 1)
            loss = F.cross_entropy(net(x[:, None]), torch.from_numpy(labels[some]), label_smoothing=0.02,
                                   reduction="none")
            loss = (loss * torch.from_numpy(weights[labels[some]])).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


def report(net, crops, labels):
    with torch.no_grad():
        p = torch.cat([F.softmax(net(torch.from_numpy(crops[i:i + 512]).float()[:, None] / 255), 1)
                       for i in range(0, len(crops), 512)]).numpy()
    for k, name in enumerate(CLASSES):
        own = p[labels == k]
        if len(own):
            print("%-6s %5d  likeliest %.3f  under 0.05 %.3f  taken for noise (0.9) %.4f" % (
                name, len(own), (own.argmax(1) == k).mean(), (own[:, k] < 0.05).mean(), (own[:, 0] > 0.9).mean()))


def main(path, seconds, model):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    crops, labels, held_out = examples(path)
    learnt, tried = (labels >= 0) & ~held_out, (labels >= 0) & held_out
    # Rare classes count for more, but not as much more as they are rarer.
    count = np.bincount(labels[learnt], minlength=len(CLASSES))
    weights = (1 / np.sqrt(np.maximum(count, 1))).astype("float32")
    weights *= count.sum() / (weights * count).sum()
    net = FirstLook()
    train(net, crops[learnt], labels[learnt], weights, float(seconds))
    net.eval()
    report(net, crops[tried], labels[tried])
    torch.onnx.export(nn.Sequential(net, nn.Softmax(1)), torch.zeros(1, 1, HEIGHT, WIDTH), model, input_names=["line"],
                      output_names=["script"], opset_version=11)


main(*sys.argv[1:])
