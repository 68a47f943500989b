const setting = JSON.parse(document.getElementById("setting").textContent);
document.getElementById("main").textContent = setting.title;
