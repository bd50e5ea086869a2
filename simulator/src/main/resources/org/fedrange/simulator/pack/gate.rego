# An example for Open Policy Agent over input.json. It was not run here: FedRange's own gate, fedrange gate DIR, is what is tested.
package fedrange.gate

import rego.v1

default allow := false

# A configuration may be used where one candidate is within tolerance and every excess has an owner. Whether anybody signed, fedrange verify says.
allow if {
	some candidate in input.candidates
	not candidate.plain
	candidate.verdict == "within"
	count(deny) == 0
}

deny contains message if {
	some risk in input.risks
	risk.verdict == "exceeds"
	risk.owner == ""
	message := sprintf("%s under %s exceeds the tolerance and nobody owns it", [risk.threat, risk.defense])
}
