package pl.automateforge.violations.run;

import java.net.http.HttpClient;

record OtherHttpClient(HttpClient client) {}
