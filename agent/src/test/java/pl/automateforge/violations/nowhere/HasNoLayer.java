package pl.automateforge.violations.nowhere;

record HasNoLayer() {}
