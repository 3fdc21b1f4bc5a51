package pl.automateforge.violations.action;

import java.sql.Connection;

record SpeaksSql(Connection connection) {}
