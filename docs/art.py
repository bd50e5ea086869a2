import sys
import numpy as np
from art.attacks.evasion import HopSkipJump
from art.estimators.classification import BlackBoxClassifier
from sklearn.datasets import load_breast_cancer

model = np.load(sys.argv[1])
patients, _ = load_breast_cancer(return_X_y=True)
patients = ((patients - patients.mean(0)) / patients.std(0)).astype(np.float32)

def predict(x):
    z = x @ model["layer1.weight"].T + model["layer1.bias"]
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)

np.random.seed(1)
told = predict(patients).argmax(1)
aimed = patients[:20]
other = np.stack([patients[told != its][0] for its in told[:20]])   # somebody who is told the other class, to begin from
attack = HopSkipJump(BlackBoxClassifier(predict, input_shape=(30,), nb_classes=2, clip_values=(patients.min(), patients.max())), max_iter=20, verbose=False)
evaded = attack.generate(aimed, x_adv_init=other)
print((predict(evaded).argmax(1) != told[:20]).sum(), "of 20 are told otherwise;", "%.2f" % np.linalg.norm(evaded - aimed, axis=1).mean(), "standard deviations away, where patients are",
      "%.2f" % np.linalg.norm(aimed - other, axis=1).mean(), "from each other")
