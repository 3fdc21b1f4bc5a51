package pl.automateforge.violations.spec;

import pl.automateforge.violations.net.Net;

record KnowsNet(Net net) {}
