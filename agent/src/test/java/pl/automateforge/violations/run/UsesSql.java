package pl.automateforge.violations.run;

import java.sql.Connection;

record UsesSql(Connection connection) {}
