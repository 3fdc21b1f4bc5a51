package pl.automateforge.violations.run;

import com.anthropic.client.AnthropicClient;

record AsksClaude(AnthropicClient client) {}
